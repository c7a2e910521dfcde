package org.sneakyklaus.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.support.AppProperties;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** The newest backup, where backups are made by us. */
@Component
@Conditional(OnSqlite.class)
public class LatestBackup {

    /** A backup, when it was made and how large it is. */
    public record BackupView(Instant at, long bytes) {}

    private final BackupFolder folder;
    private final Clock clock;

    LatestBackup(AppProperties properties, Clock clock) {
        this.folder = new BackupFolder(properties.data());
        this.clock = clock;
    }

    /** Nothing before the first. */
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
