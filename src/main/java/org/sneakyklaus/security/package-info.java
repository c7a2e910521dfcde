/** Access control: the filter chains, cookies and security headers. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "account", "participation", "signin", "ratelimit"})
package org.sneakyklaus.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
