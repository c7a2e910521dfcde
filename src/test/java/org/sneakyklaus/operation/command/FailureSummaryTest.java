package org.sneakyklaus.operation.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class FailureSummaryTest {

    @ParameterizedTest
    @CsvSource({
        "SQLITE_BUSY_SNAPSHOT, another program holds it",
        "SQLITE_CANTOPEN, chown",
        "SQLITE_READONLY_DIRECTORY, mount them writable",
        "SQLITE_FULL, make room",
        "SQLITE_IOERR_FSYNC, the disk fails"
    })
    void whatSqliteSaysIsToldInWordsWithARemedy(SQLiteErrorCode code, String words) {
        var failure = new SQLiteException("[" + code + "] canary", code);

        assertThat(FailureSummary.of(
                        new CannotGetJdbcConnectionException("wrapped", new SQLException("again", failure))))
                .startsWith("The database cannot be used: ")
                .contains(words)
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_CORRUPT_VTAB"})
    void ofADamagedDatabaseItLeadsToTheBackups(SQLiteErrorCode code) {
        var failure = new SQLiteException("[" + code + "] canary", code);

        assertThat(FailureSummary.of(
                        new CannotGetJdbcConnectionException("wrapped", new SQLException("again", failure))))
                .startsWith("The database klaus.db under KLAUS_DATA is damaged")
                .contains("restore a backup")
                .doesNotContain("canary");
    }

    @Test
    void whatItHasNoWordsForIsQuoted() {
        assertThat(FailureSummary.of(new SQLiteException("of its own", SQLiteErrorCode.SQLITE_TOOBIG)))
                .isEqualTo("The database cannot be used: SQLite says: of its own");
        assertThat(FailureSummary.of(new IOException("of its own"))).isEqualTo("of its own");
    }

    @Test
    void aFileOfAnotherUserIsNamedWithTheRemedy() {
        assertThat(FailureSummary.of(new AccessDeniedException("/data/backups")))
                .startsWith("/data/backups is not open to the user ")
                .contains("chown");
    }
}
