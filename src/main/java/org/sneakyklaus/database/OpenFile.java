package org.sneakyklaus.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database file as it was when opened. If its folder is moved, replaced or emptied, open connections continue on
 * the old file, and everything written then is lost with the next start.
 */
final class OpenFile {

    private static final Logger log = LoggerFactory.getLogger(OpenFile.class);

    private final Path file;
    /** The file's identity, whatever its path; null if the system has none. */
    private final @Nullable Object opened;

    private boolean gone;

    /** @param file an existing file */
    OpenFile(Path file) throws IOException {
        this.file = file;
        this.opened = key(file);
    }

    /**
     * @throws SQLTransientConnectionException if the file is not where it was; logged once, and again when it is
     *     back
     */
    synchronized void require() throws SQLException {
        var isThere = isThere();
        if (gone == isThere) {
            gone = !isThere;
            if (gone) {
                log.error(
                        "Database file {} is gone or replaced: its folder was moved, replaced or emptied."
                                + " Nothing is saved until it is back in its place; to use another one, restart",
                        file.toAbsolutePath().normalize());
            } else {
                log.info("Database file is back in its place");
            }
        }
        if (gone) {
            throw new SQLTransientConnectionException("The database file is not where it was opened");
        }
    }

    private boolean isThere() {
        try {
            return Objects.equals(key(file), opened);
        } catch (IOException e) {
            return false;
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
