/** Health checks, status and metrics for those who monitor an installation. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "database", "security", "job", "outbox", "operation", "webhook"})
package org.sneakyklaus.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
