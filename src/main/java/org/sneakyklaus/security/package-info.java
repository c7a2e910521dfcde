/** Who may reach what: the filter chains, the cookies and the headers. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "account", "participation", "signin", "ratelimit"})
package org.sneakyklaus.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
