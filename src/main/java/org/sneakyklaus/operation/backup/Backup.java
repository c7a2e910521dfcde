package org.sneakyklaus.operation.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.sneakyklaus.database.ExistingDatabase;
import org.sneakyklaus.database.OldCopies;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.operation.command.FailureSummary;
import org.sneakyklaus.operation.command.PrivateFiles;
import org.sneakyklaus.support.AppProperties;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Copies the SQLite database, while in use, into a separate file: complete, as of one instant, and verified before it
 * counts. A backup contains neither the secret key nor captured emails, and not who has looked at a drawn name.
 */
@Component
@Conditional(OnSqlite.class)
public class Backup implements OldCopies {

    /**
     * What tells, also by being there no more, who has looked since the last backup: after an adjustment that shows who
     * it concerns, and an organiser may download backups. A restore ends sessions and links in emails anyway. Of a
     * look that is forgotten, pages say that it is not known who is new.
     */
    private static final Map<String, String> NOT_KEPT = Map.of(
            "assignment", "UPDATE assignment SET revealed_draw = -1",
            "spring_session", "DELETE FROM spring_session",
            "magic_token", "DELETE FROM magic_token WHERE token_type <> 'not_me'");

    /** Two of one process take turns by this: the lock of a file refuses the second. */
    private static final Lock IN_THIS_PROCESS = new ReentrantLock();

    private final Path data;
    private final DatabaseFile database;
    private final BackupFolder folder;
    private final Clock clock;

    Backup(AppProperties properties, Clock clock) {
        this.data = properties.data();
        this.database = new DatabaseFile(data.resolve("klaus.db"));
        this.folder = new BackupFolder(data);
        this.clock = clock;
    }

    /**
     * The result of a backup.
     *
     * @param file the new backup
     * @param bytes its size
     * @param kept number of backups there are now
     */
    public record Taken(Path file, long bytes, int kept) {}

    /**
     * Makes a new backup and removes those no longer needed. Waits for another process that is making one.
     *
     * @throws BackupException if it failed; earlier backups stay, and no partial one is left
     */
    @SuppressWarnings("try") // held for its effect
    public Taken take() {
        IN_THIS_PROCESS.lock();
        try (var turn = folder.turn()) {
            folder.removeUnfinished();
            try {
                var copy = folder.begin();
                fill(copy);
                var now = clock.instant();
                var file = folder.finish(copy, now);
                return new Taken(file, Files.size(file), folder.prune(now));
            } finally {
                folder.removeUnfinished();
            }
        } catch (IOException | SQLException e) {
            throw new BackupException("No backup could be made: " + FailureSummary.inShort(e), e);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    @Override
    @SuppressWarnings("try") // held for its effect
    public void remove() {
        IN_THIS_PROCESS.lock();
        try (var turn = folder.turn()) {
            folder.removeUnfinished();
            folder.prune(clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    /**
     * Copies the database to a file that is never removed automatically, and returns the size of the copy.
     *
     * @throws BackupException if it failed, or the file exists; no partial copy is left
     */
    @SuppressWarnings("try") // held for its effect
    long copyTo(Path file) {
        var target = file.toAbsolutePath();
        var place = target.getParent();
        if (Files.exists(target) || place == null || !Files.isDirectory(place)) {
            throw new BackupException(
                    Files.exists(target)
                            ? target + " is there already, and is not replaced"
                            : "There is no folder " + place + " to put it in");
        }
        IN_THIS_PROCESS.lock();
        try (var turn = folder.turn()) {
            var copy = PrivateFiles.createTemporary(place);
            try {
                fill(copy);
                PrivateFiles.force(copy);
                // A file of this name that was created meanwhile is not replaced.
                Files.move(copy, target);
                PrivateFiles.forceNames(place);
                return Files.size(target);
            } finally {
                PrivateFiles.removeTemporary(copy);
            }
        } catch (IOException | SQLException e) {
            throw new BackupException("No backup could be made: " + FailureSummary.inShort(e), e);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    /**
     * @throws BackupException if only a newer version of the application knows the database
     * @throws org.sneakyklaus.database.UnusableDatabaseException if there is none that this user can work with
     */
    void refuseUnknown() {
        ExistingDatabase.require(data);
        var schema = database.schema();
        if (schema.isNewer()) {
            throw new BackupException("The database " + schema.newer() + ": make the backup with that version");
        }
    }

    private void fill(Path copy) throws SQLException {
        database.copyTo(copy);
        var copied = new DatabaseFile(copy);
        copied.change(NOT_KEPT);
        copied.defect().ifPresent(defect -> {
            throw new BackupException("The copy cannot be used, and so perhaps the database: " + defect);
        });
    }
}
