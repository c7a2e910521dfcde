/** A gift exchange: its details, its life from draft to done, and what happened in it. */
@NullMarked
@ApplicationModule(allowedDependencies = "support")
package org.sneakyklaus.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
