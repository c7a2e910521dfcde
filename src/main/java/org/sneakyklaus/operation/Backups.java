package org.sneakyklaus.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.database.OnSqlite;
import org.sneakyklaus.operation.backup.BackupFolder;
import org.sneakyklaus.support.AppProperties;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Finds the backups, if the application makes any. */
@Component
@Conditional(OnSqlite.class)
public class Backups {

    /**
     * A backup.
     *
     * @param name of its file
     * @param at when it was made
     */
    public record BackupView(String name, Instant at, long bytes) {}

    private final BackupFolder folder;
    private final Clock clock;

    Backups(AppProperties properties, Clock clock) {
        this.folder = new BackupFolder(properties.data());
        this.clock = clock;
    }

    /** Returns all, the latest first. */
    public List<BackupView> list() {
        try {
            return folder.backups(clock.instant()).stream().map(Backups::view).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the latest, or empty if there is none yet. */
    public Optional<BackupView> latest() {
        return list().stream().findFirst();
    }

    /** Returns the file of this name; empty if it is no backup. */
    public Optional<Path> file(String name) {
        return folder.find(name);
    }

    private static BackupView view(Path backup) {
        try {
            return new BackupView(backup.getFileName().toString(), BackupFolder.timeOf(backup), Files.size(backup));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
