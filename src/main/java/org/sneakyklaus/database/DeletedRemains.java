package org.sneakyklaus.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.DataFolder;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Erases what deleted rows leave behind in the database files: on SQLite, parts of names stay readable until the file
 * is rewritten. A marker file records that this is still to be done, so that it survives a crash.
 */
public final class DeletedRemains {

    private static final Logger log = LoggerFactory.getLogger(DeletedRemains.class);

    private final Path data;
    private final boolean required;
    private final Path expected;
    private final Runnable rewrite;
    private final BooleanSupplier emptyLog;
    private long deletions;
    private long rewritten = -1;

    /** @param required whether nothing may be deleted that cannot be recorded, because the database file keeps it */
    DeletedRemains(Path data, boolean required, Runnable rewrite, BooleanSupplier emptyLog) {
        this.data = data;
        this.required = required;
        this.expected = data.resolve("klaus.deleted");
        this.rewrite = rewrite;
        this.emptyLog = emptyLog;
    }

    /** Records that rows are about to be deleted whose content must not remain. */
    public synchronized void expect() {
        deletions++;
        try {
            DataFolder.create(data);
            if (!Files.exists(expected)) {
                Files.createFile(expected);
            }
        } catch (IOException e) {
            if (required) {
                // For example on a full disk, as the database would report next.
                throw new TransientDataAccessResourceException(
                        "Cannot record a pending deletion: " + e.getMessage(), e);
            }
            log.warn("Cannot write to {}: emails captured there may outlive their exchange: {}", data, e.toString());
        }
    }

    /** Whether rows were deleted since the last {@link #erase}. */
    public boolean expected() {
        return Files.exists(expected);
    }

    /**
     * Makes deleted rows unreadable. Takes as long as writing the whole database, and blocks all other writers
     * meanwhile. Must not be called in a transaction.
     *
     * @throws RuntimeException if it failed; it is still expected then
     */
    public void erase() {
        var before = deletions();
        if (rewritten != before) {
            rewrite.run();
            // Rewrites the file only once if just the log is in use.
            rewritten = before;
        }
        if (!emptyLog()) {
            throw new IllegalStateException("Database log in use: a reader did not end");
        }
        forget(before);
    }

    /** Makes replaced values unreadable in the log. Returns false if a reader keeps the log in use for too long. */
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
