/** Small things that every module needs: settings, secrets, values, and the exceptions that pages understand. */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package org.sneakyklaus.support;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
