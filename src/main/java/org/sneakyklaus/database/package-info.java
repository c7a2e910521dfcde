/**
 * The two SQLite pools behind one data source, the connection for probes, the lock that keeps a second process out, work
 * in batches, and column converters.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = "support")
package org.sneakyklaus.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
