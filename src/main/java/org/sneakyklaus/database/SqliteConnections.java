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
 * Opens connections to the SQLite file. A connection on which beginning or ending a transaction failed is closed at
 * once: the driver begins the next transaction within {@code commit}, so its state is unknown then, and the pool must
 * not hand it out again.
 */
final class SqliteConnections extends AbstractDataSource {

    /** For how many milliseconds to wait for another process. */
    static final int BUSY_TIMEOUT = 10_000;

    private static final Set<String> ENDS_TRANSACTION = Set.of("commit", "rollback", "setAutoCommit");

    private final String url;
    private final SQLiteConfig config = new SQLiteConfig();

    private SqliteConnections(Path file) {
        this.url = "jdbc:sqlite:" + file;
        // Power loss must not take a commit that was acknowledged.
        config.setSynchronous(SynchronousMode.FULL);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_TIMEOUT);
    }

    /** Connections that take the write lock when their transaction begins. */
    static DataSource writing(Path file) {
        var connections = new SqliteConnections(file);
        // Those that only read take what is there: only who may write can change it.
        connections.config.setJournalMode(JournalMode.WAL);
        connections.config.setTransactionMode(TransactionMode.IMMEDIATE);
        return connections;
    }

    /** Connections that cannot write; the file must exist. */
    static DataSource reading(Path file) {
        return readOnly(file);
    }

    /** Connections that cannot write and hardly wait; the file must exist. */
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

    /** A file asks nobody to log in; the pool would complain if it could not say how long that may take. */
    @Override
    public void setLoginTimeout(int seconds) {}

    private static @Nullable Object invoke(Connection connection, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (cleansUp(method, arguments) && connection.isClosed()) {
            // Nothing is open any more, and whoever cleans up would only complain of it in many lines.
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

    /** Whether it is what follows a commit that failed. */
    private static boolean cleansUp(Method method, Object @Nullable [] arguments) {
        return method.getName().equals("rollback")
                || (method.getName().equals("setAutoCommit") && arguments != null && Boolean.TRUE.equals(arguments[0]));
    }
}
