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

    /** Changes both: times on the admin's pages, and e-mails to them, follow from now on. */
    @Transactional
    public void change(ZoneId zone, Locale language) {
        admins.find().orElseThrow().live(zone, language, clock.instant());
    }
}
