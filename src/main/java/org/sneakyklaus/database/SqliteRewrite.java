package org.sneakyklaus.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Rewrites the database file with its current content, and empties the write-ahead log. {@code secure_delete}
 * overwrites deleted content, but neither the log's copies of it nor what moved when pages were merged.
 */
final class SqliteRewrite {

    private static final Logger log = LoggerFactory.getLogger(SqliteRewrite.class);
    private static final int TRIES = 100;
    private static final int WAIT_MILLIS = 100;

    private final DataSource writer;

    SqliteRewrite(DataSource writer) {
        this.writer = writer;
    }

    void vacuum() {
        var begun = System.nanoTime();
        try (var connection = writer.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM");
            log.info("Database file rewritten in {} ms", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        } catch (SQLException e) {
            throw new UncategorizedSQLException("rewriting the database file", null, e);
        }
    }

    /**
     * Retries while readers keep the log in use, and lets other writers in between the tries. Returns false if the
     * log was still in use after about 20 seconds.
     */
    boolean emptyLog() {
        try {
            for (var tries = 0; tries < TRIES; tries++) {
                if (emptied()) {
                    return true;
                }
                pause();
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("emptying the log of the database", null, e);
        }
        return false;
    }

    private boolean emptied() throws SQLException {
        try (var connection = writer.getConnection()) {
            waitAtMost(connection, WAIT_MILLIS);
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                // The first column is 1 if the checkpoint was blocked.
                return result.next() && result.getInt(1) == 0;
            } finally {
                waitAtMost(connection, SqliteConnections.BUSY_TIMEOUT);
            }
        }
    }

    private static void waitAtMost(Connection connection, int millis) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = " + millis);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
