/** The people of an exchange: registering, signing in, their profile, and leaving. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "ratelimit", "signin", "exchange", "outbox"})
package org.sneakyklaus.participation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
