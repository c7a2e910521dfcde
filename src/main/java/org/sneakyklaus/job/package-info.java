/** Background jobs: their schedules in Quartz, and the record of every run. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "database", "account", "exchange", "draw", "retention", "outbox"})
package org.sneakyklaus.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
