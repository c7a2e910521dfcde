/** One-time links and codes, and the sessions of everyone who signs in. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "database", "ratelimit"})
package org.sneakyklaus.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
