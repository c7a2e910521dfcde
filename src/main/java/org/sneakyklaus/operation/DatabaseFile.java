package org.sneakyklaus.operation;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.sneakyklaus.database.SchemaState;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** An SQLite file, looked at by connections of its own, which only read: nobody waits for them, however long they take. */
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
        return SchemaState.of(new Reading());
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

    private final class Reading extends AbstractDataSource {

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
