/** Webhooks of other services. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "outbox"})
package org.sneakyklaus.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
