/** The pages that combine several modules. No other module imports it. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"support", "exchange", "participation", "exclusion", "draw", "retention", "outbox"})
package org.sneakyklaus.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
