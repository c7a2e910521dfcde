package org.sneakyklaus.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Writes the database file anew with what is in it, and empties the write-ahead log. {@code secure_delete} overwrites
 * what is deleted, but not the copies that the log has of it, nor what moved when pages were put together.
 */
final class SqliteRewrite implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SqliteRewrite.class);
    private static final int TRIES = 100;
    private static final int WAIT_MILLIS = 100;

    private final DataSource writer;

    SqliteRewrite(DataSource writer) {
        this.writer = writer;
    }

    @Override
    public void run() {
        try {
            var begun = System.nanoTime();
            vacuum();
            var written = System.nanoTime();
            emptyLog();
            log.info(
                    "The database file was written anew in {} ms and its log emptied in {} ms",
                    TimeUnit.NANOSECONDS.toMillis(written - begun),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - written));
        } catch (SQLException e) {
            throw new UncategorizedSQLException("writing the database file anew", null, e);
        }
    }

    private void vacuum() throws SQLException {
        try (var connection = writer.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("VACUUM");
        }
    }

    /** Readers keep the log in use: between the tries others may write. */
    private void emptyLog() throws SQLException {
        for (var tries = 0; tries < TRIES; tries++) {
            if (emptied()) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("The log of the database is in use: a reader did not end");
    }

    private boolean emptied() throws SQLException {
        try (var connection = writer.getConnection()) {
            waitAtMost(connection, WAIT_MILLIS);
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                // The first column tells whether something was in the way.
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
