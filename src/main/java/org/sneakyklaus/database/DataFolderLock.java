package org.sneakyklaus.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sneakyklaus.support.DataFolder;

/**
 * Keeps a second serving process off the same SQLite file, since both would run every job, and off a file that is being
 * replaced. Freed when it is closed, or the process ends.
 */
public final class DataFolderLock implements AutoCloseable {

    private final FileChannel channel;

    /** @throws IllegalStateException when another process holds the folder */
    public DataFolderLock(Path data) throws IOException {
        DataFolder.create(data);
        channel = FileChannel.open(data.resolve("klaus.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!acquired()) {
            channel.close();
            throw new IllegalStateException("Another Sneaky Klaus is already running on the data folder "
                    + data.toAbsolutePath().normalize() + ": stop it first, or set KLAUS_DATA to another folder");
        }
    }

    private boolean acquired() throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
