package org.sneakyklaus.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sneakyklaus.support.DataFolder;
import org.sneakyklaus.support.ProcessUser;

/**
 * Checks whether a folder can hold an SQLite database. Each result is one line for the operator: what is wrong and
 * how to fix it.
 */
public final class DataFolderState {

    /** The file name of a database that has moved to PostgreSQL. */
    public static final String MOVED = "klaus-moved-to-postgresql.db";

    private static final List<String> WRITTEN = List.of("klaus.db", "klaus.db-wal", "klaus.db-shm", "klaus.lock");

    private final Path data;

    public DataFolderState(Path data) {
        this.data = data.toAbsolutePath().normalize();
    }

    /** Returns the folder, or its closest existing parent. */
    public Path existing() {
        return Stream.iterate(data, Path::getParent)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    /** On another machine, neither file locks nor memory shared between processes are reliable. */
    public Optional<String> onNetwork() {
        return fileSystem().flatMap(this::onNetwork);
    }

    /** @param fileSystem as named by {@link java.nio.file.FileStore#type()} */
    Optional<String> onNetwork(String fileSystem) {
        return NetworkFileSystems.contain(fileSystem)
                ? Optional.of("The data folder " + data + " is on a network file system (" + fileSystem
                        + "), where SQLite loses data: set KLAUS_DATA to a folder on a disk of this machine, or use"
                        + " PostgreSQL (SPRING_DATASOURCE_URL)")
                : Optional.empty();
    }

    /** Creates a file there and deletes it again. */
    public Optional<String> notWritable() {
        var place = existing();
        if (!Files.isDirectory(place)) {
            return Optional.of(place + " is not a folder: set KLAUS_DATA to one that " + user() + " may write to");
        }
        try {
            // A backup may remove it at this moment.
            Files.deleteIfExists(Files.createTempFile(place, "unfinished-", ".tmp"));
        } catch (IOException e) {
            return Optional.of("The data folder " + data
                    + (place.equals(data)
                            ? " cannot be written to by " + user() + why(place, e)
                                    + ": give it to that user (chown), mount it writable,"
                            : " does not exist, and cannot be created in " + place + " by " + user() + why(place, e)
                                    + ": create it and give it to that user (chown),")
                    + " or set KLAUS_DATA to another folder");
        }
        return foreignFile();
    }

    /** Whether the database served from here has moved to PostgreSQL: no other one may take its place by mistake. */
    public Optional<String> moved() {
        var kept = data.resolve(MOVED);
        return Files.exists(kept) && Files.notExists(data.resolve("klaus.db"))
                ? Optional.of("The database of " + data + " has moved to PostgreSQL: start with those settings"
                        + " (SPRING_DATASOURCE_URL). To go back to the earlier state, rename " + kept
                        + " to klaus.db; to start over here, delete it")
                : Optional.empty();
    }

    /** Whether a demo is served from here: everyone knows the password of its account. */
    public boolean isDemo() {
        return DemoMarker.isIn(data.resolve("klaus.db"));
    }

    /**
     * Whether a database was served from here that is no longer there: no other one may take its place by mistake.
     * Evidence is a lock file with content, which a successful start leaves, or a key, which the first start creates
     * before the database.
     */
    public Optional<String> vanished() {
        var database = data.resolve("klaus.db");
        if (database.toFile().length() > 0) {
            return Optional.empty();
        }
        return Stream.of("klaus.lock", "secret.key")
                // An interrupted first start leaves an empty database beside its key.
                .filter(name -> name.equals("klaus.lock") || Files.notExists(database))
                .map(data::resolve)
                .filter(file -> file.toFile().length() > 0)
                .findFirst()
                .map(trace ->
                        "The database klaus.db is missing, or empty, in " + data + ", though " + trace.getFileName()
                                + " is from an earlier start: put it back, or restore a backup, see docs/backup.md."
                                + " To start over, move everything out of the folder");
    }

    private Optional<String> foreignFile() {
        return WRITTEN.stream()
                .map(data::resolve)
                .filter(file -> Files.exists(file) && !Files.isWritable(file))
                .findFirst()
                .map(file -> "The file " + file + " cannot be written to by " + user() + owner(file)
                        + ": give everything in the folder to that user (chown -R)");
    }

    /**
     * Creates the folder unless it exists.
     *
     * @param demo whether a demo is to be served from it
     * @throws UnusableDatabaseException if no database may be opened there, or another process serves from it
     */
    void require(boolean demo) throws IOException {
        var obstacle = onNetwork()
                .or(this::notWritable)
                .or(this::moved)
                .or(this::vanished)
                .or(() -> DemoMarker.obstacle(data, demo));
        if (obstacle.isPresent()) {
            throw new UnusableDatabaseException(obstacle.get());
        }
        DataFolder.create(data);
        new DataFolderLock(data).close();
    }

    private Optional<String> fileSystem() {
        try {
            return Optional.of(Files.getFileStore(existing()).type());
        } catch (IOException e) {
            // Unknown in some containers.
            return Optional.empty();
        }
    }

    private static String why(Path place, IOException failure) {
        if (isReadOnly(place)) {
            return ", since its file system is read-only";
        }
        if (failure instanceof AccessDeniedException) {
            return owner(place);
        }
        return failure instanceof FileSystemException told && told.getReason() != null
                ? " (" + told.getReason() + ")"
                : " (" + failure.getClass().getSimpleName() + ")";
    }

    private static boolean isReadOnly(Path place) {
        try {
            return Files.getFileStore(place).isReadOnly();
        } catch (IOException e) {
            return false;
        }
    }

    private static String user() {
        return "the user " + ProcessUser.name();
    }

    private static String owner(Path file) {
        try {
            return ", since it belongs to " + Files.getOwner(file).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
