package org.sneakyklaus.database;

/**
 * The database or its folder cannot be used as it is. The message is one line for the operator: what is wrong and how
 * to fix it.
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
