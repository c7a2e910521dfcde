package org.sneakyklaus.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/**
 * Opens connections to the SQLite file. If beginning or ending a transaction fails, the connection is closed at once:
 * the driver begins the next transaction within {@code commit}, so the state is unknown, and the pool must not hand
 * it out again.
 */
final class SqliteConnections extends AbstractDataSource {

    /** Maximum wait for another process, in milliseconds. */
    static final int BUSY_TIMEOUT = 10_000;

    static final Set<String> ENDS_TRANSACTION = Set.of("commit", "rollback", "setAutoCommit");

    private final String url;
    private final SQLiteConfig config = new SQLiteConfig();

    private SqliteConnections(Path file) {
        this.url = "jdbc:sqlite:" + file;
        // Power loss must not lose an acknowledged commit.
        config.setSynchronous(SynchronousMode.FULL);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_TIMEOUT);
    }

    /** Returns connections that take the write lock when their transaction begins. */
    static DataSource writing(Path file) {
        var connections = new SqliteConnections(file);
        // Readers use the existing mode: only a writer can change it.
        connections.config.setJournalMode(JournalMode.WAL);
        connections.config.setTransactionMode(TransactionMode.IMMEDIATE);
        return connections;
    }

    /** Returns connections as {@link #writing}, but the file stays below 64 MB: nothing else stops a demo's visitors. */
    static DataSource writingLittle(Path file) {
        var connections = (SqliteConnections) writing(file);
        connections.config.setPragma(Pragma.MAX_PAGE_COUNT, "16384");
        return connections;
    }

    /** Returns connections that cannot write; the file must exist. */
    static DataSource reading(Path file) {
        return readOnly(file);
    }

    /** Returns connections that cannot write and wait at most a second; the file must exist. */
    static DataSource probing(Path file) {
        var connections = readOnly(file);
        connections.config.setBusyTimeout(1_000);
        return connections;
    }

    private static SqliteConnections readOnly(Path file) {
        var connections = new SqliteConnections(file);
        connections.config.setTransactionMode(TransactionMode.DEFERRED);
        connections.config.setReadOnly(true);
        connections.config.resetOpenMode(SQLiteOpenMode.READWRITE);
        connections.config.resetOpenMode(SQLiteOpenMode.CREATE);
        connections.config.setOpenMode(SQLiteOpenMode.READONLY);
        return connections;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = config.createConnection(url);
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> invoke(connection, method, arguments));
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /** A file needs no login, but the pool logs a warning if it cannot set the timeout. */
    @Override
    public void setLoginTimeout(int seconds) {}

    private static @Nullable Object invoke(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (cleansUp(method, arguments) && connection.isClosed()) {
            // Nothing is open any more, and the caller would only log the failed cleanup.
            return null;
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            if (ENDS_TRANSACTION.contains(method.getName())) {
                connection.close();
            }
            throw e.getCause();
        }
    }

    /** Whether the call is part of the cleanup after a failed commit. */
    static boolean cleansUp(Method method, Object @Nullable [] arguments) {
        return method.getName().equals("rollback")
                || (method.getName().equals("setAutoCommit") && arguments != null && Boolean.TRUE.equals(arguments[0]));
    }
}
