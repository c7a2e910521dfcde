package org.sneakyklaus.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.support.AppProperties;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Copies the SQLite database while it is in use, into a file of its own: whole, as it was at one instant, and read back
 * before it counts. A backup holds neither the secret key nor kept e-mails.
 */
@Component
@Conditional(OnSqlite.class)
class Backup {

    private final Path database;
    private final BackupFolder folder;
    private final Clock clock;

    Backup(AppProperties properties, Clock clock) {
        this.database = properties.data().resolve("klaus.db");
        this.folder = new BackupFolder(properties.data());
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param bytes the size of the new backup
     * @param kept how many backups there are now
     */
    record Taken(long bytes, int kept) {}

    /**
     * Makes a new backup and removes those that are no longer needed.
     *
     * @throws BackupException when there is no new backup; the earlier ones stay, and no part of one is left
     */
    Taken take() {
        try {
            folder.removeUnfinished();
            var copy = folder.begin();
            try {
                copyTo(copy);
                check(copy);
                var bytes = Files.size(copy);
                var now = clock.instant();
                folder.finish(copy, now);
                return new Taken(bytes, folder.prune(now));
            } finally {
                folder.removeUnfinished();
            }
        } catch (IOException | SQLException e) {
            throw new BackupException("No backup could be made: " + e.getMessage(), e);
        }
    }

    private void copyTo(Path copy) throws SQLException {
        // Its own connection, which only reads: nobody waits for it, however long it takes.
        try (var connection = readOnly(database);
                var statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, copy.toString());
            statement.execute();
        }
    }

    private static void check(Path copy) throws SQLException {
        try (var connection = readOnly(copy)) {
            var integrity = rows(connection, "PRAGMA integrity_check");
            if (!integrity.equals(List.of("ok"))) {
                throw new BackupException("The copy is damaged, and so perhaps is the database: " + integrity.get(0));
            }
            var foreignKeys = rows(connection, "PRAGMA foreign_key_check");
            if (!foreignKeys.isEmpty()) {
                throw new BackupException("Rows of " + foreignKeys.get(0) + " belong to rows that are not there");
            }
        }
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

    private static Connection readOnly(Path file) throws SQLException {
        var properties = new Properties();
        properties.setProperty("open_mode", "1");
        properties.setProperty("busy_timeout", "10000");
        return DriverManager.getConnection("jdbc:sqlite:" + file, properties);
    }
}
