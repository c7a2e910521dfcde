package org.sneakyklaus.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.operation.backup.BackupFolder;
import org.sneakyklaus.support.AppProperties;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Finds the latest backup, if the application makes backups. */
@Component
@Conditional(OnSqlite.class)
public class LatestBackup {

    /** A backup: when it was made and its size. */
    public record BackupView(Instant at, long bytes) {}

    private final BackupFolder folder;
    private final Clock clock;

    LatestBackup(AppProperties properties, Clock clock) {
        this.folder = new BackupFolder(properties.data());
        this.clock = clock;
    }

    /** Returns the latest backup, or empty if there is none yet. */
    public Optional<BackupView> find() {
        try {
            return folder.newest(clock.instant()).map(LatestBackup::view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BackupView view(Path backup) {
        try {
            return new BackupView(BackupFolder.timeOf(backup), Files.size(backup));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
