/** Commands, backup, restore and checks of an installation. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"support", "database", "ratelimit", "account", "outbox", "job", "job::history"})
package org.sneakyklaus.operation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
