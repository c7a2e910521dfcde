package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteConnectionsTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");
    private DataSource writing = SqliteConnections.writing(file);

    @BeforeEach
    void createTables() throws SQLException {
        file = folder.resolve("klaus.db");
        writing = SqliteConnections.writing(file);
        try (var connection = writing.getConnection()) {
            execute(connection, "CREATE TABLE giver (id INTEGER PRIMARY KEY)");
            execute(connection, "CREATE TABLE gift (giver_id BIGINT NOT NULL REFERENCES giver (id))");
        }
    }

    @Test
    void aConnectionWhoseCommitFailedIsClosed() throws SQLException {
        try (var connection = writing.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "PRAGMA defer_foreign_keys = ON");
            execute(connection, "INSERT INTO gift VALUES (1)");

            assertThatExceptionOfType(SQLException.class).isThrownBy(connection::commit);

            assertThat(connection.isClosed()).isTrue();
        }
        assertThat(gifts()).isZero();
    }

    @Test
    void aConnectionThatCouldNotBeginIsClosed() throws SQLException {
        try (var holder = writing.getConnection();
                var late = writing.getConnection()) {
            holder.setAutoCommit(false);
            execute(late, "PRAGMA busy_timeout = 1");

            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> late.setAutoCommit(false));

            assertThat(late.isClosed()).isTrue();
            assertThat(holder.isClosed()).isFalse();
        }
    }

    @Test
    void aConnectionOnWhichAStatementFailedStaysOpen() throws SQLException {
        try (var connection = writing.getConnection()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(connection, "INSERT INTO gift VALUES (1)"));

            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void aReaderCannotWrite() throws SQLException {
        try (var connection = SqliteConnections.reading(file).getConnection()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> execute(connection, "INSERT INTO giver VALUES (1)"))
                    .withMessageContaining("readonly");
        }
    }

    @Test
    void aReaderNeverWaitsForTheWriter() throws SQLException {
        try (var writer = writing.getConnection()) {
            writer.setAutoCommit(false);
            execute(writer, "INSERT INTO giver VALUES (1)");
            execute(writer, "INSERT INTO gift VALUES (1)");

            assertThat(gifts()).isZero();

            writer.commit();
            assertThat(gifts()).isOne();
        }
    }

    @Test
    void aWriterIsSafeAgainstPowerLossAndLeavesNoTraceOfWhatItDeletes() throws SQLException {
        try (var connection = writing.getConnection()) {
            assertThat(number(connection, "PRAGMA synchronous")).isEqualTo(2);
            assertThat(number(connection, "PRAGMA secure_delete")).isOne();
            assertThat(number(connection, "PRAGMA foreign_keys")).isOne();
            assertThat(number(connection, "PRAGMA busy_timeout")).isEqualTo(10_000);
        }
    }

    private int gifts() throws SQLException {
        try (var connection = SqliteConnections.reading(file).getConnection()) {
            return number(connection, "SELECT count(*) FROM gift");
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
