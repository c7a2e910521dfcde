/** Moving an SQLite database to PostgreSQL. */
@NullMarked
package org.sneakyklaus.operation.move;

import org.jspecify.annotations.NullMarked;
