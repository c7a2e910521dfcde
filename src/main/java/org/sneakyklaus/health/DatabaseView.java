package org.sneakyklaus.health;

import org.jspecify.annotations.Nullable;

/**
 * The database that everything is kept in.
 *
 * @param logBytes the size of SQLite's write-ahead log; null where there is no such file
 */
public record DatabaseView(
        String product,
        String version,
        long bytes,
        @Nullable Long logBytes) {}
