package org.sneakyklaus.account;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where the admin lives, and which language they read. */
@Component
public class AdminProfile {

    private final AdminRepository admins;
    private final Clock clock;

    AdminProfile(AdminRepository admins, Clock clock) {
        this.admins = admins;
        this.clock = clock;
    }

    /** Changes both; every page of the admin and every e-mail to them follows from now on. */
    @Transactional
    public void change(ZoneId zone, Locale language) {
        admins.find().orElseThrow().live(zone, language, clock.instant());
    }
}
