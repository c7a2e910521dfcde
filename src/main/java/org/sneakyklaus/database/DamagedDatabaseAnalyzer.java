package org.sneakyklaus.database;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Makes a start with an unreadable SQLite file fail with one line instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DamagedDatabaseAnalyzer extends AbstractFailureAnalyzer<SQLiteException> {

    private static final Set<SQLiteErrorCode> DAMAGED =
            Set.of(SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLiteException cause) {
        // The last byte is the primary result code.
        return DAMAGED.contains(SQLiteErrorCode.getErrorCode(cause.getResultCode().code & 0xff))
                ? new FailureAnalysis(
                        "The database klaus.db under KLAUS_DATA is damaged or not a database: restore a backup,"
                                + " see docs/backup.md; the current file is kept beside it",
                        null,
                        cause)
                : null;
    }
}
