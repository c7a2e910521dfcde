/** Draws pairings from people and forbidden pairs alone: pure Java, with randomness passed in. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.sneakyklaus.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
