/** The built application as a process that is stopped, killed and started again: what it promised must hold. */
@NullMarked
package org.sneakyklaus.reliability;

import org.jspecify.annotations.NullMarked;
