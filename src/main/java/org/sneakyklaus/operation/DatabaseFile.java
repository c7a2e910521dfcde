package org.sneakyklaus.operation;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.sneakyklaus.database.SchemaState;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * An SQLite file, looked at by connections of its own, which only read unless they are asked to write: nobody waits for
 * them, however long they take.
 */
record DatabaseFile(Path path) {

    /** Writes all of it into an empty file, as it is at one instant. */
    void copyTo(Path copy) throws SQLException {
        try (var connection = readOnly();
                var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
        }
    }

    /** What is wrong with what is in it; nothing when all of it can be read and belongs together. */
    Optional<String> defect() throws SQLException {
        try (var connection = readOnly()) {
            var integrity = rows(connection, "PRAGMA integrity_check");
            if (!integrity.equals(List.of("ok"))) {
                return Optional.of(
                        "it is damaged, or was cut off when it was copied: take another copy, or an earlier backup"
                                + " (SQLite says: " + integrity.get(0) + ")");
            }
            var foreign = rows(connection, "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')");
            if (!foreign.isEmpty()) {
                return Optional.of("somebody has added " + foreign.get(0) + ", which could change more than is seen");
            }
            return rows(connection, "PRAGMA foreign_key_check").stream()
                    .findFirst()
                    .map(table -> "rows of " + table + " belong to rows that are not there");
        }
    }

    /** Its tables, compared with those that this version knows. */
    SchemaState schema() {
        return SchemaState.of(new ReadDataSource());
    }

    /** Connections that write to it, for whoever has it alone. */
    DataSource writing() {
        var config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.FULL);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.enforceForeignKeys(true);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    /**
     * Takes over into the file what stands beside it.
     *
     * @throws SQLException when another program reads or writes it meanwhile
     */
    void gather() throws SQLException {
        try (var connection = writing().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (result.getInt("busy") != 0) {
                throw new SQLException("another program holds " + path + ": end that, and try again");
            }
        }
    }

    private Connection readOnly() throws SQLException {
        var properties = new Properties();
        properties.setProperty("open_mode", "1");
        properties.setProperty("busy_timeout", "10000");
        return DriverManager.getConnection("jdbc:sqlite:" + path, properties);
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private final class ReadDataSource extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return readOnly();
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return readOnly();
        }
    }
}
