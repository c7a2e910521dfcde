package org.sneakyklaus.operation.backup;

/** No backup could be made; the message explains why and contains no names. */
public final class BackupException extends RuntimeException {

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
