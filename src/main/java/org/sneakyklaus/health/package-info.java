/** What those who watch an installation from outside learn: whether it is well, and what there is to measure. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "database", "security", "job", "outbox", "operation"})
package org.sneakyklaus.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
