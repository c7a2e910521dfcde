/** Backups, and what is restored from them. */
@NullMarked
package org.sneakyklaus.operation.backup;

import org.jspecify.annotations.NullMarked;
