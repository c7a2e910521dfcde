/** Deletes data that is not kept for ever: when it is no longer needed, or when its deletion was promised. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "database", "exchange", "participation", "signin", "outbox"})
package org.sneakyklaus.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
