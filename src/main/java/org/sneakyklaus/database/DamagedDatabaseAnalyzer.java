package org.sneakyklaus.database;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Has a start that cannot read its SQLite file end with one line instead of a stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DamagedDatabaseAnalyzer extends AbstractFailureAnalyzer<SQLiteException> {

    private static final Set<SQLiteErrorCode> DAMAGED =
            Set.of(SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLiteException cause) {
        // The last byte tells the kind.
        return DAMAGED.contains(SQLiteErrorCode.getErrorCode(cause.getResultCode().code & 0xff))
                ? new FailureAnalysis(
                        "The database klaus.db under KLAUS_DATA is damaged, or is none: restore a backup, as"
                                + " docs/backup.md says; what is there now is kept beside it",
                        null,
                        cause)
                : null;
    }
}
