package org.sneakyklaus.job.web;

import java.time.Clock;
import org.sneakyklaus.account.AdminQueries;
import org.springframework.stereotype.Component;

/** Provides the admin's time zone and the current time. */
@Component
class AdminTimes {

    private final AdminQueries admin;
    private final Clock clock;

    AdminTimes(AdminQueries admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    AdminTime now() {
        return new AdminTime(admin.zone(), clock.instant());
    }
}
