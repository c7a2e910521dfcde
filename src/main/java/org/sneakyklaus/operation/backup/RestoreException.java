package org.sneakyklaus.operation.backup;

/** Nothing was restored or changed; the message explains why and what to do, and contains no names. */
final class RestoreException extends RuntimeException {

    RestoreException(String message) {
        super(message);
    }

    RestoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
