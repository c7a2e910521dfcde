package org.sneakyklaus.operation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.sneakyklaus.support.DataFolder;

/** The folder of backups: one file each, named by its time, and while it is being made by another name. */
final class BackupFolder {

    private static final int KEPT = 7;
    /** What was purged is promised to be in no backup for longer. */
    private static final Duration KEPT_FOR = Duration.ofDays(7);

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'klaus-'uuuuMMdd-HHmmss'Z.db'");
    private static final Pattern IS_NAME = Pattern.compile("klaus-\\d{8}-\\d{6}Z\\.db");
    private static final String UNFINISHED = "unfinished-";

    private final Path folder;

    BackupFolder(Path data) {
        this.folder = data.resolve("backups");
    }

    /** An empty file for a copy to be written into; nobody else may read it. */
    Path begin() throws IOException {
        DataFolder.create(folder);
        return Files.createTempFile(folder, UNFINISHED, ".db", forOwnerOnly());
    }

    /** Gives a finished copy its name, so that it stays even if the power fails now. */
    void finish(Path unfinished, Instant time) throws IOException {
        try (var file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        var name = NAME.format(time.atOffset(ZoneOffset.UTC));
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        if (isPosix()) {
            try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Removes what is too old or too much; the newest stays in any case. Returns how many are left. */
    int prune(Instant now) throws IOException {
        var oldest = NAME.format(now.minus(KEPT_FOR).atOffset(ZoneOffset.UTC));
        var newestFirst = finished();
        var kept = 0;
        for (var backup : newestFirst) {
            var isYoung = backup.getFileName().toString().compareTo(oldest) >= 0;
            if (kept == 0 || (isYoung && kept < KEPT)) {
                kept++;
            } else {
                Files.delete(backup);
            }
        }
        return kept;
    }

    /** Removes what was begun and never finished. */
    void removeUnfinished() throws IOException {
        for (var file : files(name -> name.startsWith(UNFINISHED))) {
            Files.deleteIfExists(file);
        }
    }

    /** The newest of those that were finished. */
    Optional<Path> newest() throws IOException {
        return finished().stream().findFirst();
    }

    /** When a finished backup was made, by its name. */
    static Instant timeOf(Path backup) {
        return LocalDateTime.parse(backup.getFileName().toString(), NAME).toInstant(ZoneOffset.UTC);
    }

    private List<Path> finished() throws IOException {
        return files(name -> IS_NAME.matcher(name).matches());
    }

    private List<Path> files(Predicate<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> wanted.test(file.getFileName().toString()))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }
    }

    private FileAttribute<?>[] forOwnerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private boolean isPosix() {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
