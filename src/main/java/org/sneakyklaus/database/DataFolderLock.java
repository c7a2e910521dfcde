package org.sneakyklaus.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sneakyklaus.support.DataFolder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Prevents a second serving process on the same SQLite file, since both would run every job. Commands need it only
 * when they replace the file itself. Released when closed, or when the process ends.
 */
public final class DataFolderLock implements AutoCloseable {

    private static final int TRIES = 10;
    private static final int WAIT_MILLIS = 50;

    private final FileChannel channel;

    /** @throws UnusableDatabaseException if another process holds the folder */
    public DataFolderLock(Path data) throws IOException {
        DataFolder.create(data);
        channel = open(data);
        if (!acquired()) {
            channel.close();
            throw new UnusableDatabaseException("Another Sneaky Klaus is already running on the data folder "
                    + data.toAbsolutePath().normalize() + ": stop it first, or set KLAUS_DATA to another folder");
        }
    }

    /**
     * Whether another process holds the folder. Must not be called by the process that holds it: the system would
     * release its lock.
     */
    public static boolean isHeld(Path data) throws IOException {
        if (!Files.exists(file(data))) {
            return false;
        }
        try (var channel = open(data);
                var lock = channel.tryLock()) {
            return lock == null;
        }
    }

    /**
     * Records in the lock file that a database was served from here. If the database is missing at a later start,
     * no new one is created in its place.
     */
    @EventListener(ApplicationReadyEvent.class)
    public void serves() {
        try {
            channel.write(ByteBuffer.wrap("klaus.db is served from here\n".getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // The disk may be full; the next start does it.
        }
    }

    private static FileChannel open(Path data) throws IOException {
        return FileChannel.open(file(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Path file(Path data) {
        return data.resolve("klaus.lock");
    }

    private boolean acquired() throws IOException {
        // A process that only checks the lock holds it for an instant.
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                if (channel.tryLock() != null) {
                    return true;
                }
                Thread.sleep(WAIT_MILLIS);
            } catch (OverlappingFileLockException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
