package org.sneakyklaus.database;

/**
 * The database, or the folder that it is in, cannot be used as it is. The message is one line for whoever runs the
 * installation: what is in the way, and how to mend it.
 */
public final class UnusableDatabaseException extends IllegalStateException {

    public UnusableDatabaseException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
