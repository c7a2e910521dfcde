package org.sneakyklaus.operation.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.sneakyklaus.database.SchemaState;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * An SQLite file with its own connections, which are read-only unless stated: they block no one, however long they
 * take.
 */
public record DatabaseFile(Path path) {

    /** Writes a consistent copy, as of one instant, into an empty file. */
    void copyTo(Path copy) throws SQLException {
        try (var connection = reading().getConnection();
                var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
        }
    }

    /**
     * Changes a file that no one else has, and that is thrown away if this fails.
     *
     * @param changes statements by the table, in small letters, that each needs; what has no such table stays as it is
     */
    void change(Map<String, String> changes) throws SQLException {
        var config = writingConfig();
        config.setJournalMode(JournalMode.OFF);
        try (var connection = source(config).getConnection();
                var statement = connection.createStatement()) {
            var tables = rows(connection, "SELECT lower(name) FROM sqlite_schema WHERE type = 'table'");
            for (var change : changes.entrySet()) {
                if (tables.contains(change.getKey())) {
                    statement.execute(change.getValue());
                }
            }
        }
    }

    /** Returns what is wrong with the content; empty if all of it is readable and consistent. */
    public Optional<String> defect() throws SQLException {
        try (var connection = reading().getConnection()) {
            var integrity = rows(connection, "PRAGMA integrity_check");
            if (!integrity.equals(List.of("ok"))) {
                return Optional.of(
                        "it is damaged, or was cut off when it was copied: take another copy, or an earlier backup"
                                + " (SQLite says: " + integrity.get(0) + ")");
            }
            var foreign = rows(connection, "SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')");
            if (!foreign.isEmpty()) {
                return Optional.of(
                        "it has a trigger or view " + foreign.get(0) + ", which could change more than is visible");
            }
            return rows(connection, "PRAGMA foreign_key_check").stream()
                    .findFirst()
                    .map(table -> "rows of " + table + " belong to rows that are not there");
        }
    }

    /** Returns the state of its schema, compared with this version. */
    public SchemaState schema() {
        return SchemaState.of(reading());
    }

    /** Returns writing connections, for a caller with exclusive access. */
    public DataSource writing() {
        return source(writingConfig());
    }

    private static SQLiteConfig writingConfig() {
        var config = new SQLiteConfig();
        config.setSynchronous(SynchronousMode.FULL);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        config.enforceForeignKeys(true);
        return config;
    }

    private DataSource source(SQLiteConfig config) {
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    /**
     * Moves changes from the write-ahead log into the file.
     *
     * @throws SQLException if another program reads or writes the file
     */
    public void gather() throws SQLException {
        try (var connection = writing().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (result.getInt("busy") != 0) {
                throw new SQLException("another program holds " + path + ": end that, and try again");
            }
        }
    }

    private DataSource reading() {
        var properties = new Properties();
        properties.setProperty("open_mode", "1");
        properties.setProperty("busy_timeout", "10000");
        return new DriverManagerDataSource("jdbc:sqlite:" + path, properties);
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
}
