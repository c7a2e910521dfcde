/** Who gives to whom: drawing, keeping it secret, and telling each giver. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "exchange", "participation", "exclusion", "matching"})
package org.sneakyklaus.draw;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
