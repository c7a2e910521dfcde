package org.sneakyklaus.operation;

/** Nothing was restored, and all is as it was; the message says why, what to do, and names nobody. */
final class RestoreException extends RuntimeException {

    RestoreException(String message) {
        super(message);
    }

    RestoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
