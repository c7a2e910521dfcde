/** What other services tell us on their own account. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "outbox"})
package org.sneakyklaus.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
