package org.sneakyklaus.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sneakyklaus.support.DataFolder;

/**
 * What rows leave behind in the files of the database when they are deleted: on SQLite parts of names stay readable
 * until the file is written anew. That this is still to be done is kept in a file, so that no crash makes it forgotten.
 */
public final class DeletedRemains {

    private final Path data;
    private final Path expected;
    private final Runnable rewrite;
    private long deletions;

    DeletedRemains(Path data, Runnable rewrite) {
        this.data = data;
        this.expected = data.resolve("klaus.deleted");
        this.rewrite = rewrite;
    }

    /** Says that rows are about to be deleted of which nothing may stay. */
    public synchronized void expect() {
        deletions++;
        try {
            DataFolder.create(data);
            if (!Files.exists(expected)) {
                Files.createFile(expected);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether any were deleted since the last {@link #erase}. */
    public boolean expected() {
        return Files.exists(expected);
    }

    /**
     * Makes them unreadable, which takes as long as writing the whole database; nobody else can write meanwhile. Only
     * outside a transaction.
     *
     * @throws RuntimeException when it did not succeed; it is still expected then
     */
    public void erase() {
        var before = deletions();
        rewrite.run();
        forget(before);
    }

    private synchronized long deletions() {
        return deletions;
    }

    private synchronized void forget(long before) {
        if (deletions == before) {
            try {
                Files.deleteIfExists(expected);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
