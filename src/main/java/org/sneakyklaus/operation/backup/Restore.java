package org.sneakyklaus.operation.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.database.DataFolderLock;
import org.sneakyklaus.database.DataFolderState;
import org.sneakyklaus.operation.backup.RestoredData.Settled;
import org.sneakyklaus.operation.command.CommandException;
import org.sneakyklaus.operation.command.FailureSummary;
import org.sneakyklaus.operation.command.PrivateFiles;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.ProcessUser;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.support.SecretKey;
import org.springframework.core.env.Environment;

/**
 * Replaces the SQLite database with a backup, while the application does not run. The new database is complete and
 * {@linkplain RestoredData settled} before it gets its name; until then nothing changes.
 */
final class Restore {

    /**
     * The result of a restore.
     *
     * @param replaced path of the previous database, or null if there was none
     */
    record Restored(Settled settled, @Nullable Path replaced) {}

    private final AppProperties properties;
    private final Environment environment;
    private final Clock clock;
    private final Path database;
    private final BackupFolder backups;

    Restore(AppProperties properties, Environment environment, Clock clock) {
        this.properties = properties;
        this.environment = environment;
        this.clock = clock;
        this.database = properties.data().resolve("klaus.db");
        this.backups = new BackupFolder(properties.data());
    }

    /**
     * Restores a backup; the backup itself stays unchanged.
     *
     * @param despiteOtherKey whether to proceed if the current key does not open its secrets
     * @throws CommandException if it must not or cannot be done; nothing has changed then
     * @throws IllegalStateException if the application runs
     */
    @SuppressWarnings("try") // held for their effect
    Restored from(Path backup, boolean despiteOtherKey) {
        refuseUnreadable(backup.toAbsolutePath().normalize());
        var key = key(properties, environment);
        refuseRoot();
        new DataFolderState(properties.data()).notWritable().ifPresent(obstacle -> {
            throw new CommandException("Nothing was restored: " + obstacle);
        });
        try (var lock = new DataFolderLock(properties.data());
                var turn = backups.turn()) {
            return replace(new DatabaseFile(backup), key, despiteOtherKey);
        } catch (IOException | SQLException e) {
            throw new CommandException("Nothing was restored: " + FailureSummary.inShort(e));
        }
    }

    private void refuseUnreadable(Path file) {
        if (Files.notExists(file)) {
            throw new CommandException("There is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new CommandException(file + " is a folder: name the file of a backup in it");
        }
        if (isPresentDatabase(file)) {
            throw new CommandException(file + " is the database itself: name a backup of it");
        }
        if (!Files.isReadable(file)) {
            throw new CommandException(file + " cannot be read by the user " + ProcessUser.name()
                    + ": give it to that user (chown), or copy it to where that user may read");
        }
        // SQLite takes that for an empty database.
        if (file.toFile().length() == 0) {
            throw new CommandException(file + " is empty: take another copy of the backup");
        }
    }

    private boolean isPresentDatabase(Path file) {
        try {
            return Files.exists(database) && Files.isSameFile(file, database);
        } catch (IOException e) {
            throw new CommandException("Nothing was restored: " + FailureSummary.inShort(e));
        }
    }

    private void refuseRoot() {
        try {
            PrivateFiles.refuseRootIn(properties.data());
        } catch (IOException e) {
            throw new CommandException("Nothing was restored: " + FailureSummary.inShort(e));
        }
    }

    private Restored replace(DatabaseFile backup, SecretBox key, boolean despiteOtherKey)
            throws IOException, SQLException {
        refuseDefect(backup);
        backups.removeUnfinished();
        // In the same folder: only there it can be renamed atomically.
        var copy = PrivateFiles.createTemporary(properties.data());
        try {
            backup.copyTo(copy);
            var now = clock.instant();
            var source = String.valueOf(backup.path().getFileName());
            var settled = new RestoredData(new DatabaseFile(copy).writing(), DatabaseKind.SQLITE, key, now, source)
                    .settle(despiteOtherKey);
            refuseDefect(new DatabaseFile(copy));
            PrivateFiles.force(copy);
            var replaced = keepPresent(now);
            gatherPresent();
            // Before the new file is in place: companion files would be taken for a part of it.
            PrivateFiles.removeCompanions(database);
            PrivateFiles.forceNames(properties.data());
            Files.move(copy, database, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.forceNames(properties.data());
            return new Restored(settled, replaced.orElse(null));
        } finally {
            PrivateFiles.removeTemporary(copy);
            backups.removeUnfinished();
        }
    }

    private static void refuseDefect(DatabaseFile file) {
        try {
            file.defect().ifPresent(defect -> {
                throw new CommandException("This backup cannot be restored: " + defect);
            });
        } catch (SQLException e) {
            throw new CommandException("This backup cannot be restored: " + FailureSummary.inShort(e));
        }
    }

    /**
     * Returns the current key of this installation; creates none.
     *
     * @throws CommandException if there is none
     */
    static SecretBox key(AppProperties properties, Environment environment) {
        return SecretKey.find(properties, environment)
                .orElseThrow(() -> new CommandException("There is no secret key here, and without it no one could read"
                        + " who they drew. A backup does not contain it, so that a stolen backup reveals nothing."
                        + " Set KLAUS_SECRET_KEY to the key of the installation that the backup is of,"
                        + " or put its file at "
                        + SecretKey.file(properties).toAbsolutePath().normalize()
                        + ", and try again."));
    }

    /** Copies the current database unchanged, with the changes beside it that are not in the file yet. */
    private Optional<Path> keepPresent(Instant now) throws IOException {
        if (!Files.exists(database)) {
            return Optional.empty();
        }
        // Before either gets its name: on a full disk the other would be left alone.
        var copy = copied(database);
        var changes = PrivateFiles.companion(database, "-wal");
        if (Files.exists(changes) && Files.size(changes) > 0) {
            backups.finishReplaced(copied(changes), now, "-wal");
        }
        return Optional.of(backups.finishReplaced(copy, now, ""));
    }

    /** Moves the changes beside the file into it first: nothing is lost if the restore stops here. */
    private void gatherPresent() {
        if (!Files.exists(database)) {
            return;
        }
        try {
            new DatabaseFile(database).gather();
        } catch (SQLException e) {
            // It is damaged, perhaps the reason for the restore; what can be kept of it is kept.
        }
    }

    private Path copied(Path file) throws IOException {
        var copy = backups.begin();
        try (var output = Files.newOutputStream(copy)) {
            Files.copy(file, output);
        }
        return copy;
    }
}
