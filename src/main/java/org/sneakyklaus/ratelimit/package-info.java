/** Rate limits, counted in the database for all nodes. */
@NullMarked
@ApplicationModule(allowedDependencies = "support")
package org.sneakyklaus.ratelimit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
