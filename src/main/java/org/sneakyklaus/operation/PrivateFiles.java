package org.sneakyklaus.operation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sneakyklaus.support.DataFolder;

/** Files that nobody but their owner may read, and that stay even if the power fails. */
final class PrivateFiles {

    /** How the name of a file begins that is still being written. */
    private static final String UNFINISHED = "unfinished-";

    private static final String ROOT = "root";

    private PrivateFiles() {}

    /** An empty file to write into, until it gets its name. */
    static Path createTemporary(Path folder) throws IOException {
        return Files.createTempFile(folder, UNFINISHED, ".db", DataFolder.forOwnerOnly(folder, "rw-------"));
    }

    /** Removes it, unless it got its name meanwhile, and what SQLite put beside it. */
    static void removeTemporary(Path file) throws IOException {
        Files.deleteIfExists(file);
        removeCompanions(file);
    }

    /** Removes what was begun in a folder and never finished. */
    static void removeUnfinished(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Removes what SQLite keeps beside a database: of another one, it would be taken for changes of this one. */
    static void removeCompanions(Path database) throws IOException {
        for (var ending : new String[] {"-wal", "-shm", "-journal"}) {
            Files.deleteIfExists(companion(database, ending));
        }
    }

    static Path companion(Path database, String ending) {
        return database.resolveSibling(database.getFileName() + ending);
    }

    /**
     * Keeps root out of a folder of somebody else, whose links would lead root to any file of the system; and what root
     * made there, its owner could not change.
     *
     * @throws CommandException when it is root who runs this, and the folder is not root's
     */
    static void refuseRootIn(Path folder) throws IOException {
        if (!Files.exists(folder) || !ROOT.equals(System.getProperty("user.name"))) {
            return;
        }
        var owner = Files.getOwner(folder).getName();
        if (!owner.equals(ROOT)) {
            throw new CommandException("The folder " + folder.toAbsolutePath().normalize() + " belongs to the user "
                    + owner + ": run this as that user, for example by setpriv --reuid=" + owner + " --clear-groups");
        }
    }

    /** Waits until the disk has what is in a file. */
    static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Waits until the disk has the names of the files in a folder. */
    static void forceNames(Path folder) throws IOException {
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
