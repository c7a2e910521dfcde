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
 * The file that the database was opened as. Whoever has it open goes on with it when its folder is moved, replaced or
 * emptied, and everything that is written then is lost with the next start.
 */
final class OpenFile {

    private static final Logger log = LoggerFactory.getLogger(OpenFile.class);

    private final Path file;
    /** What the system knows it by, wherever it is; null where it knows nothing of the kind. */
    private final @Nullable Object opened;

    private boolean gone;

    /** @param file which must be there */
    OpenFile(Path file) throws IOException {
        this.file = file;
        this.opened = key(file);
    }

    /** @throws SQLTransientConnectionException when it is not where it was; the log is told once, and when it is back */
    synchronized void require() throws SQLException {
        var isThere = isThere();
        if (gone == isThere) {
            gone = !isThere;
            if (gone) {
                log.error(
                        "The database file {} is gone, or is another one than was opened: its folder was moved, replaced"
                                + " or emptied. Nothing is saved until it is back in its place; if it is to be another"
                                + " one, restart",
                        file.toAbsolutePath().normalize());
            } else {
                log.info("The database file is back in its place");
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
