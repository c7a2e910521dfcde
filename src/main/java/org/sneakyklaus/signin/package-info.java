/** Links that open something once, and the sessions that they and passwords lead to. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "database", "ratelimit"})
package org.sneakyklaus.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
