package org.sneakyklaus.support;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Recognises failures of a database that is unavailable for now, busy with other requests, or out of disk space:
 * nothing was changed, and a retry may succeed.
 */
public final class DatabaseUnavailability {

    /** Locked by others, on a disk that is full or fails, or not to be opened because too many files are open. */
    private static final Set<Integer> OF_THE_MOMENT = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code);

    /** SQLSTATE for a full disk of the server. */
    private static final String DISK_FULL = "53100";

    /** SQLSTATEs for a broken connection, and for a server that is stopping or starting. */
    private static final Pattern AWAY = Pattern.compile("08...|57P0.");

    private DatabaseUnavailability() {}

    /** Returns whether a failure is due to that. */
    public static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof CannotCreateTransactionException
                        || cause instanceof CannotGetJdbcConnectionException
                        || cause instanceof SQLTransientException
                        || cause instanceof TransientDataAccessResourceException
                        || (cause instanceof SQLiteException refused && OF_THE_MOMENT.contains(refused.getErrorCode()))
                        || (cause instanceof SQLException refused && DISK_FULL.equals(refused.getSQLState())));
    }

    /**
     * Logs a failure. If the database is away or busy, logs a one-line warning: the state is temporary, and a stack
     * trace would not explain it. Otherwise logs an error with the stack trace.
     *
     * @param what what failed; the reason is appended after a colon
     */
    public static void complain(Logger log, String what, Throwable failure) {
        if (isAway(failure)) {
            log.warn(
                    "{}: {}",
                    what,
                    NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        } else {
            log.error(what, failure);
        }
    }

    /**
     * Returns whether a failure is due to that, or to a broken connection, for which the outcome of the last change is
     * unknown.
     */
    public static boolean isAway(Throwable failure) {
        return isBehind(failure)
                || Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof SQLException broken
                                && AWAY.matcher(String.valueOf(broken.getSQLState()))
                                        .matches());
    }
}
