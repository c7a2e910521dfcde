/**
 * Writes emails: listens to the features' events, provides the texts, and shows what was sent. No module imports it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "support",
            "signin",
            "account",
            "exchange",
            "participation",
            "draw",
            "outbox",
            "outbox::transport"
        })
package org.sneakyklaus.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
