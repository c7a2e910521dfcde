package org.sneakyklaus.database;

/** Copies of the database on this machine, which must not outlive their time. */
public interface OldCopies {

    /**
     * Removes those that are too old.
     *
     * @throws RuntimeException if that failed; the next call retries
     */
    void remove();
}
