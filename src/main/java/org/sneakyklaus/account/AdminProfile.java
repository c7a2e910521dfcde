package org.sneakyklaus.account;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes the admin's time zone and language. */
@Component
public class AdminProfile {

    private final AdminRepository admins;
    private final Clock clock;

    AdminProfile(AdminRepository admins, Clock clock) {
        this.admins = admins;
        this.clock = clock;
    }

    /** Changes both; times on the admin's pages and emails to them use these from now on. */
    @Transactional
    public void change(ZoneId zone, Locale language) {
        admins.find().orElseThrow().live(zone, language, clock.instant());
    }
}
