/** The pages that show what several modules know. Nobody imports it. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"support", "exchange", "participation", "exclusion", "draw", "retention", "outbox"})
package org.sneakyklaus.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
