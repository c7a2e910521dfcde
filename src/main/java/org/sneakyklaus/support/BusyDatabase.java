package org.sneakyklaus.support;

import java.sql.SQLTransientException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database that lets nobody in for now, or has others before: nothing was changed, and a moment later the same may succeed. */
public final class BusyDatabase {

    private static final Set<Integer> IN_USE =
            Set.of(SQLiteErrorCode.SQLITE_BUSY.code, SQLiteErrorCode.SQLITE_LOCKED.code);

    private BusyDatabase() {}

    /** Whether that is what a failure comes of. */
    public static boolean isBehind(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof CannotCreateTransactionException
                        || cause instanceof CannotGetJdbcConnectionException
                        || cause instanceof SQLTransientException
                        || (cause instanceof SQLiteException refused && IN_USE.contains(refused.getErrorCode())));
    }
}
