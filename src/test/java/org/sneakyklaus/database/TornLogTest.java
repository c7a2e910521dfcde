package org.sneakyklaus.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a power cut leaves: the database, and its log cut off somewhere within the last transaction, which nobody was told
 * of yet. Each length of the log, in steps of a disk's sector, is opened as the application would.
 */
class TornLogTest {

    private static final int SECTOR = 512;
    private static final int BEFORE = 10;
    /** Enough for several pages of the log. */
    private static final int ROWS = 300;

    @TempDir
    private Path folder;

    @Test
    void onlyTheTransactionThatWasCutOffIsLost() throws IOException, SQLException {
        byte[] database;
        byte[] whole;
        int acknowledged;
        var log = folder.resolve("klaus.db-wal");
        try (var connection =
                SqliteConnections.writing(folder.resolve("klaus.db")).getConnection()) {
            execute(connection, "CREATE TABLE gift (number INTEGER PRIMARY KEY, name TEXT NOT NULL)");
            for (var number = 0; number < BEFORE; number++) {
                execute(connection, "INSERT INTO gift VALUES (" + number + ", 'socks')");
            }
            acknowledged = (int) Files.size(log);
            connection.setAutoCommit(false);
            for (var number = BEFORE; number < BEFORE + ROWS; number++) {
                execute(connection, "INSERT INTO gift VALUES (" + number + ", 'a long scarf of red and green wool')");
            }
            connection.commit();
            database = Files.readAllBytes(folder.resolve("klaus.db"));
            whole = Files.readAllBytes(log);
        }
        assertThat(whole.length).as("the last transaction is in the log").isGreaterThan(acknowledged + 4 * SECTOR);

        for (var length = acknowledged; length < whole.length; length += SECTOR) {
            assertThat(giftsAfter(database, Arrays.copyOf(whole, length)))
                    .as("with %d of %d bytes of the log", length, whole.length)
                    .isEqualTo(BEFORE);
        }
        assertThat(giftsAfter(database, whole)).isEqualTo(BEFORE + ROWS);
    }

    private long giftsAfter(byte[] database, byte[] log) throws IOException, SQLException {
        var cut = Files.createTempDirectory(folder, "cut");
        Files.write(cut.resolve("klaus.db"), database);
        Files.write(cut.resolve("klaus.db-wal"), log);
        try (var connection = SqliteConnections.writing(cut.resolve("klaus.db")).getConnection()) {
            assertThat(first(connection, "PRAGMA integrity_check")).isEqualTo("ok");
            return Long.parseLong(first(connection, "SELECT count(*) FROM gift"));
        }
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
