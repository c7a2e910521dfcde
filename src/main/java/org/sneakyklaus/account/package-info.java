/** The one administrator: set-up, sign-in, password. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "ratelimit", "signin"})
package org.sneakyklaus.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
