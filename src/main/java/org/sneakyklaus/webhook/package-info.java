/** Webhooks: sent about events, and received from Resend. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "support",
            "database",
            "account",
            "exchange",
            "participation",
            "draw",
            "retention",
            "outbox",
            "outbox::transport",
            "job",
            "job::history"
        })
package org.sneakyklaus.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
