/**
 * The two SQLite pools behind one data source, the connection for probes, the lock that excludes a second process,
 * batches, and column converters.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = "support")
package org.sneakyklaus.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
