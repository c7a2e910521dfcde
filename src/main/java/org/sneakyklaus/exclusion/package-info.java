/** Exclusions: pairs, households and teams whose members must not draw each other. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "exchange", "participation"})
package org.sneakyklaus.exclusion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
