/** Pairings: drawing them, keeping them secret, and showing each giver their receiver. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "exchange", "participation", "exclusion", "matching"})
package org.sneakyklaus.draw;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
