package org.sneakyklaus.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Marks the database of a demo, which is emptied every hour, by a number in the header of the SQLite file: it goes wherever
 * the file goes, into backups too. So a demo never empties the database of another site, and its own is never served as
 * one, with a password that everyone knows.
 *
 * @see <a href="https://www.sqlite.org/fileformat.html#application_id">Application ID</a>
 */
final class DemoMarker {

    /** "demo" in ASCII. */
    private static final int DEMO = 0x64656d6f;

    private static final int POSITION = 68;

    /** What an empty folder may hold: a disk's own folder, and what an interrupted first start leaves. */
    private static final List<String> NOTHING = List.of("lost+found", "klaus.db", "klaus.lock", "secret.key");

    private DemoMarker() {}

    /** Marks a new database; an empty file becomes one. */
    static void put(Path file) {
        // A connection of its own, so that the number is in the file itself once it closes.
        try (var connection = SqliteConnections.writing(file).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + DEMO);
        } catch (SQLException e) {
            throw new UnusableDatabaseException("No demo can begin in " + file + ": " + e.getMessage());
        }
    }

    /**
     * Returns why this folder must not be used, in one line.
     *
     * @param demo whether it is to be used by a demo
     */
    static Optional<String> obstacle(Path data, boolean demo) {
        var database = data.resolve("klaus.db");
        if (database.toFile().length() > 0) {
            if (demo == isIn(database)) {
                return Optional.empty();
            }
            return Optional.of(
                    demo
                            ? "The data folder " + data
                                    + " holds a site that is no demo, which KLAUS_DEMO would delete:"
                                    + " leave KLAUS_DEMO out, or set KLAUS_DATA to an empty folder"
                            : "The data folder " + data + " is that of a demo, whose password everyone knows:"
                                    + " set KLAUS_DEMO=true, or KLAUS_DATA to another folder");
        }
        return demo && !isEmpty(data)
                ? Optional.of("The data folder " + data + " is neither empty nor that of a demo:"
                        + " set KLAUS_DATA to an empty folder for KLAUS_DEMO")
                : Optional.empty();
    }

    static boolean isIn(Path database) {
        try (var file = new RandomAccessFile(database.toFile(), "r")) {
            if (file.length() < POSITION + Integer.BYTES) {
                return false;
            }
            file.seek(POSITION);
            return file.readInt() == DEMO;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path data) {
        if (!Files.isDirectory(data)) {
            return true;
        }
        try (var files = Files.list(data)) {
            return files.allMatch(file -> NOTHING.contains(file.getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
