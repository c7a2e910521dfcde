/** Shared basics: settings, secrets, values, and the exceptions that pages handle. */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package org.sneakyklaus.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
