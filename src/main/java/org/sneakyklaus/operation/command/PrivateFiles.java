package org.sneakyklaus.operation.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sneakyklaus.support.DataFolder;

/** Files that only their owner may read, and that survive a power failure. */
public final class PrivateFiles {

    /** Name prefix of a file that is still being written. */
    private static final String UNFINISHED = "unfinished-";

    private static final String ROOT = "root";

    private PrivateFiles() {}

    /** Creates an empty file to write into before it gets its name. */
    public static Path createTemporary(Path folder) throws IOException {
        return Files.createTempFile(folder, UNFINISHED, ".db", DataFolder.forOwnerOnly(folder, "rw-------"));
    }

    /** Removes the file, unless it was renamed meanwhile, and what SQLite put beside it. */
    public static void removeTemporary(Path file) throws IOException {
        Files.deleteIfExists(file);
        removeCompanions(file);
    }

    /** Removes unfinished files from a folder. */
    public static void removeUnfinished(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Removes the files that SQLite keeps beside a database: those of another one would be taken for changes of this
     * one.
     */
    public static void removeCompanions(Path database) throws IOException {
        for (var ending : new String[] {"-wal", "-shm", "-journal"}) {
            Files.deleteIfExists(companion(database, ending));
        }
    }

    public static Path companion(Path database, String ending) {
        return database.resolveSibling(database.getFileName() + ending);
    }

    /**
     * Prevents root from writing to another user's folder, whose links could lead root to any file of the system, and
     * whose owner could not change what root creates there.
     *
     * @throws CommandException if root runs this, and the folder is not root's
     */
    public static void refuseRootIn(Path folder) throws IOException {
        if (!Files.exists(folder) || !ROOT.equals(System.getProperty("user.name"))) {
            return;
        }
        var owner = Files.getOwner(folder).getName();
        if (!owner.equals(ROOT)) {
            throw new CommandException("The folder " + folder.toAbsolutePath().normalize() + " belongs to the user "
                    + owner + ": run this as that user, for example by setpriv --reuid=" + owner + " --clear-groups");
        }
    }

    /** Waits until the content of a file is on the disk. */
    public static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Waits until the file names in a folder are on the disk. */
    public static void forceNames(Path folder) throws IOException {
        if (isPosix(folder)) {
            try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private static boolean isPosix(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
