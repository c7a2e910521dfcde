/** The command {@code check}: what may be wrong, and what to do. */
@NullMarked
package org.sneakyklaus.operation.check;

import org.jspecify.annotations.NullMarked;
