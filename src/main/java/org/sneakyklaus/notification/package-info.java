/** E-mails: the outbox that every one of them passes through, what they say, and how they leave. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "support",
            "database",
            "ratelimit",
            "signin",
            "account",
            "exchange",
            "participation",
            "draw"
        })
package org.sneakyklaus.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
