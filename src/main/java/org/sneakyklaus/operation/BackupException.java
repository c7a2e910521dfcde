package org.sneakyklaus.operation;

/** No backup could be made; the message says why and names nobody. */
final class BackupException extends RuntimeException {

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
