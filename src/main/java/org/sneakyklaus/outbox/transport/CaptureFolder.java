package org.sneakyklaus.outbox.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sneakyklaus.support.DataFolder;

/** The folder of captured emails: one file each, named by time and id of its outbox row. */
final class CaptureFolder {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'");
    private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{9}Z-\\d{1,19}\\.eml");
    private static final String UNFINISHED = "unfinished-";
    // Compares ids as text, which fails only where their length changes, at a power of ten.
    private static final Comparator<String> NEWEST_FIRST = Comparator.comparing(CaptureFolder::timeOf)
            .thenComparing(String::length)
            .thenComparing(Comparator.naturalOrder())
            .reversed();

    private final Path folder;

    CaptureFolder(Path data) {
        this.folder = data.resolve("mail");
    }

    static String nameOf(Instant queuedAt, long outboxId) {
        return TIME.format(queuedAt.atOffset(ZoneOffset.UTC)) + "-" + outboxId + ".eml";
    }

    /** Returns whether a name follows this folder's pattern; only those lead to a file. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns when the row of a file was written. */
    static Instant timeOf(String name) {
        return LocalDateTime.parse(name.substring(0, name.indexOf('-')), TIME).toInstant(ZoneOffset.UTC);
    }

    /** Returns the id of a file's row. */
    static long outboxIdOf(String name) {
        return Long.parseLong(name.substring(name.indexOf('-') + 1, name.lastIndexOf('.')));
    }

    /** Writes a file under a temporary name and moves it, so that no reader sees half of it; a repeat replaces it. */
    void write(String name, byte[] content) throws IOException {
        if (!Files.isDirectory(folder)) {
            // The files hold sign-in links.
            DataFolder.create(folder);
        }
        var unfinished = Files.createTempFile(folder, UNFINISHED, ".tmp", DataFolder.forOwnerOnly(folder, "rw-------"));
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Creates a file and removes it again, to check that the folder is writable; the folder itself is created with the
     * first email.
     */
    void tryToWrite() throws IOException {
        if (Files.isDirectory(folder)) {
            Files.delete(
                    Files.createTempFile(folder, UNFINISHED, ".tmp", DataFolder.forOwnerOnly(folder, "rw-------")));
        }
    }

    boolean isEmpty() throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            return !files.iterator().hasNext();
        }
    }

    /** Returns the names of all files, the newest first. */
    List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(CaptureFolder::isName)
                    .sorted(NEWEST_FIRST)
                    .toList();
        }
    }

    /** Returns the file of this name; empty if the name does not follow the pattern or the file is missing. */
    Optional<Path> find(String name) {
        return Optional.of(name)
                .filter(CaptureFolder::isName)
                .map(folder::resolve)
                .filter(Files::isRegularFile);
    }

    /** Deletes files that a crash left unfinished, if older than an instant. */
    void deleteUnfinished(Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
    }
}
