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
 * A database that lets nobody in for now, has others before, or no room on its disk: nothing was changed, and a moment
 * later the same may succeed.
 */
public final class DatabaseUnavailability {

    /** In use by others, on a disk that is full or fails, or not to be opened since there are too many open files. */
    private static final Set<Integer> OF_THE_MOMENT = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code);

    /** The state of SQL for a full disk of the server. */
    private static final String DISK_FULL = "53100";

    /** The states of SQL for a connection that broke, and for a server that is being stopped or started. */
    private static final Pattern AWAY = Pattern.compile("08...|57P0.");

    private DatabaseUnavailability() {}

    /** Whether that is what a failure comes of. */
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
     * Tells the log what failed. While the database is away or busy that is a warning of one line: it passes by itself, and
     * nothing of where it was noticed would say why. Else it is an error, with all that there is to know.
     *
     * @param what the beginning of a sentence that goes on with the reason
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

    /** Whether that is what a failure comes of, or a connection that broke, of whose last change nobody knows. */
    public static boolean isAway(Throwable failure) {
        return isBehind(failure)
                || Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .anyMatch(cause -> cause instanceof SQLException broken
                                && AWAY.matcher(String.valueOf(broken.getSQLState()))
                                        .matches());
    }
}
