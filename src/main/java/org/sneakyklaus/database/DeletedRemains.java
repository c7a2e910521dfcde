package org.sneakyklaus.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.sneakyklaus.support.DataFolder;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * What rows leave behind in the files of the database when they are deleted: on SQLite parts of names stay readable
 * until the file is written anew. That this is still to be done is kept in a file, so that no crash makes it forgotten.
 */
public final class DeletedRemains {

    private final Path data;
    private final Path expected;
    private final Runnable rewrite;
    private final BooleanSupplier emptyLog;
    private long deletions;
    private long rewritten = -1;

    DeletedRemains(Path data, Runnable rewrite, BooleanSupplier emptyLog) {
        this.data = data;
        this.expected = data.resolve("klaus.deleted");
        this.rewrite = rewrite;
        this.emptyLog = emptyLog;
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
            // Of a full disk, as the database would say next.
            throw new TransientDataAccessResourceException("What is deleted cannot be noted: " + e.getMessage(), e);
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
        if (rewritten != before) {
            rewrite.run();
            // Not again and again, should only the log be in use.
            rewritten = before;
        }
        if (!emptyLog()) {
            throw new IllegalStateException("The log of the database is in use: a reader did not end");
        }
        forget(before);
    }

    /** Makes what was replaced unreadable in the log; false when a reader keeps that in use for too long. */
    public boolean emptyLog() {
        return emptyLog.getAsBoolean();
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
