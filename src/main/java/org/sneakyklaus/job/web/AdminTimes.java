package org.sneakyklaus.job.web;

import java.time.Clock;
import org.sneakyklaus.account.AdminQueries;
import org.springframework.stereotype.Component;

/** Knows where the admin lives, and what time it is. */
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
