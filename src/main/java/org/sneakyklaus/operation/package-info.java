/** What keeps an installation in order from the outside. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "database", "ratelimit", "account", "outbox", "job"})
package org.sneakyklaus.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
