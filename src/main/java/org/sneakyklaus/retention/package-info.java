/** What is not kept for ever: it goes when it is of no more use, or when it was promised to go. */
@NullMarked
@ApplicationModule(allowedDependencies = {"support", "database", "exchange", "participation", "signin", "outbox"})
package org.sneakyklaus.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
