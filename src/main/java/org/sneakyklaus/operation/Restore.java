package org.sneakyklaus.operation;

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
import org.sneakyklaus.operation.RestoredData.Settled;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.SecretBox;
import org.sneakyklaus.support.SecretKey;
import org.springframework.core.env.Environment;

/**
 * Puts a backup of the SQLite database in the place of what is there, while the application does not run. The file that
 * gets the name of the database is whole and {@linkplain RestoredData settled}; until then everything is as it was.
 */
final class Restore {

    /**
     * What came of it.
     *
     * @param replaced where the database is now that was there before; null when there was none
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
     * Restores a backup; the file itself stays as it is.
     *
     * @param despiteOtherKey whether to go on with secrets that the present key does not open
     * @throws RestoreException when that must not or cannot be done; then nothing has changed
     * @throws IllegalStateException when the application runs
     */
    @SuppressWarnings("try") // lock and turn are held, that is their use
    Restored from(Path backup, boolean despiteOtherKey) {
        refuseUnreadable(backup.toAbsolutePath().normalize());
        var key = key(properties, environment);
        refuseRoot();
        new DataFolderState(properties.data()).notWritable().ifPresent(obstacle -> {
            throw new RestoreException("Nothing was restored: " + obstacle);
        });
        try (var lock = new DataFolderLock(properties.data());
                var turn = backups.turn()) {
            return replace(new DatabaseFile(backup), key, despiteOtherKey);
        } catch (IOException | SQLException e) {
            throw new RestoreException("Nothing was restored: " + FailureSummary.inShort(e), e);
        }
    }

    private void refuseUnreadable(Path file) {
        if (Files.notExists(file)) {
            throw new RestoreException("There is no file " + file);
        }
        if (Files.isDirectory(file)) {
            throw new RestoreException(file + " is a folder: name the file of a backup in it");
        }
        if (isPresentDatabase(file)) {
            throw new RestoreException(file + " is the database itself: name a backup of it");
        }
        if (!Files.isReadable(file)) {
            throw new RestoreException(file + " cannot be read by the user " + System.getProperty("user.name")
                    + ": give it to that user (chown), or copy it to where that user may read");
        }
        // To SQLite that is a database in which there is nothing yet.
        if (file.toFile().length() == 0) {
            throw new RestoreException(file + " is empty: take another copy of the backup");
        }
    }

    private boolean isPresentDatabase(Path file) {
        try {
            return Files.exists(database) && Files.isSameFile(file, database);
        } catch (IOException e) {
            throw new RestoreException("Nothing was restored: " + FailureSummary.inShort(e), e);
        }
    }

    private void refuseRoot() {
        try {
            PrivateFiles.refuseRootIn(properties.data());
        } catch (IOException e) {
            throw new RestoreException("Nothing was restored: " + FailureSummary.inShort(e), e);
        }
    }

    private Restored replace(DatabaseFile backup, SecretBox key, boolean despiteOtherKey)
            throws IOException, SQLException {
        refuseDefect(backup);
        PrivateFiles.removeUnfinished(properties.data());
        // In the same folder: only there it can be given the name of the database in one step.
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
            // Before the new file is there: what is beside a database is taken for a part of it.
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
                throw new RestoreException("This backup cannot be restored: " + defect);
            });
        } catch (SQLException e) {
            throw new RestoreException("This backup cannot be restored: " + FailureSummary.inShort(e), e);
        }
    }

    /**
     * The key that this installation has now; none is made.
     *
     * @throws RestoreException when there is none
     */
    static SecretBox key(AppProperties properties, Environment environment) {
        return SecretKey.find(properties, environment)
                .orElseThrow(() -> new RestoreException("There is no secret key here, and without it nobody could read"
                        + " whom they give to. A backup does not hold it, so that whoever gets hold of one reads"
                        + " nothing. Set KLAUS_SECRET_KEY to the key of the installation that the backup is of,"
                        + " or put its file at "
                        + SecretKey.file(properties).toAbsolutePath().normalize()
                        + ", and try again."));
    }

    /** A copy of what is there as it is, with the changes beside it that are not in the file itself yet. */
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

    /** What stands beside the file goes next: nothing is lost should that be all that happens. */
    private void gatherPresent() {
        if (!Files.exists(database)) {
            return;
        }
        try {
            new DatabaseFile(database).gather();
        } catch (SQLException e) {
            // Damaged, which may be why it is replaced: what can be kept of it is.
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
