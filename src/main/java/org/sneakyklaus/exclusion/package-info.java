/** Who must not draw whom. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "exchange", "participation"})
package org.sneakyklaus.exclusion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
