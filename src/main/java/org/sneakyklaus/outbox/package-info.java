/** Queues emails, claims them, sends them and retries; knows no feature. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "database", "ratelimit"})
package org.sneakyklaus.outbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
