/** What all commands share, and the small ones. */
@NullMarked
package org.sneakyklaus.operation.command;

import org.jspecify.annotations.NullMarked;
