package org.sneakyklaus.operation.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.sneakyklaus.operation.command.PrivateFiles;
import org.sneakyklaus.support.DataFolder;

/**
 * The folder of backups: one file each, named by its time, or temporarily while it is made. It also holds the
 * databases that a restore replaced.
 */
public final class BackupFolder {

    private static final int KEPT = 7;
    /** No backup may hold purged data for longer, as promised. */
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'klaus-'uuuuMMdd-HHmmss'Z.db'");
    private static final Pattern IS_NAME = Pattern.compile("klaus-\\d{8}-\\d{6}Z\\.db");
    private static final DateTimeFormatter REPLACED =
            DateTimeFormatter.ofPattern("'before-restore-'uuuuMMdd-HHmmss'Z.db'");
    /** Including changes not yet in the file. */
    private static final Pattern IS_REPLACED = Pattern.compile("before-restore-\\d{8}-\\d{6}Z\\.db(-wal)?");

    private final Path data;
    private final Path folder;

    public BackupFolder(Path data) {
        this.data = data;
        this.folder = data.resolve("backups");
    }

    /** Waits until no other process works on backups, and excludes others until closed. */
    FileChannel turn() throws IOException {
        DataFolder.create(data);
        var file = data.resolve("klaus-backup.lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    /** Returns an empty temporary file for a copy; only its owner may read it. */
    Path begin() throws IOException {
        DataFolder.create(folder);
        return PrivateFiles.createTemporary(folder);
    }

    /** Gives a finished copy its name; it survives a power failure from then on. */
    Path finish(Path unfinished, Instant time) throws IOException {
        return finish(unfinished, NAME.format(time.atOffset(ZoneOffset.UTC)));
    }

    /**
     * The same for a database that a restore replaces.
     *
     * @param ending suffix of a file that SQLite keeps beside a database, or empty for the database itself
     */
    Path finishReplaced(Path unfinished, Instant time, String ending) throws IOException {
        return finish(unfinished, REPLACED.format(time.atOffset(ZoneOffset.UTC)) + ending);
    }

    private Path finish(Path unfinished, String name) throws IOException {
        PrivateFiles.force(unfinished);
        var file = folder.resolve(name);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.forceNames(folder);
        return file;
    }

    /**
     * Removes backups that are too old or too many, except the newest, and replaced databases that are too old.
     * Returns how many backups are left.
     */
    int prune(Instant now) throws IOException {
        var earliest = now.minus(KEPT_FOR).atOffset(ZoneOffset.UTC);
        var oldest = NAME.format(earliest);
        var kept = 0;
        for (var backup : backups(now)) {
            var isYoung = backup.getFileName().toString().compareTo(oldest) >= 0;
            if (kept == 0 || (isYoung && kept < KEPT)) {
                kept++;
            } else {
                Files.delete(backup);
            }
        }
        var oldestReplaced = REPLACED.format(earliest);
        for (var replaced : newestFirst(name -> IS_REPLACED.matcher(name).matches())) {
            if (replaced.getFileName().toString().compareTo(oldestReplaced) < 0) {
                Files.delete(replaced);
            }
        }
        return kept;
    }

    /** Removes unfinished files, also those of a restore that was killed: they hold all that may be deleted since. */
    void removeUnfinished() throws IOException {
        PrivateFiles.removeUnfinished(data);
        if (Files.isDirectory(folder)) {
            PrivateFiles.removeUnfinished(folder);
        }
    }

    /** Returns the finished backup of this name; empty if there is none, or the name is that of another file. */
    public Optional<Path> find(String name) {
        return Optional.of(name)
                .filter(known -> IS_NAME.matcher(known).matches())
                .map(folder::resolve)
                .filter(Files::isRegularFile);
    }

    /** Returns when a finished backup was made, from its name. */
    public static Instant timeOf(Path backup) {
        return LocalDateTime.parse(backup.getFileName().toString(), NAME).toInstant(ZoneOffset.UTC);
    }

    /** Returns the finished backups: the newest first, at the end those that a wrong clock dates later than now. */
    public List<Path> backups(Instant now) throws IOException {
        var latest = NAME.format(now.atOffset(ZoneOffset.UTC));
        return newestFirst(name -> IS_NAME.matcher(name).matches()).stream()
                .sorted(Comparator.comparing(
                        backup -> backup.getFileName().toString().compareTo(latest) > 0))
                .toList();
    }

    private List<Path> newestFirst(Predicate<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }
}
