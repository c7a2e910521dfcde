package org.sneakyklaus.health;

import org.jspecify.annotations.Nullable;

/**
 * The database in use.
 *
 * @param logBytes size of SQLite's write-ahead log, or null if there is no such file
 */
public record DatabaseView(
        String product,
        String version,
        long bytes,
        @Nullable Long logBytes) {}
