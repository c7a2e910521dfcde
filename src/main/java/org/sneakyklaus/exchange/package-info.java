/** Gift exchanges: their details, states and activity. */
@NullMarked
@ApplicationModule(allowedDependencies = "support")
package org.sneakyklaus.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
