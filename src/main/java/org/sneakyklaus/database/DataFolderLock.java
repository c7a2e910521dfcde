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
 * Keeps a second serving process off the same SQLite file, since both would run every job. Commands do not need it, but
 * where the file itself is replaced. Freed when it is closed, or the process ends.
 */
public final class DataFolderLock implements AutoCloseable {

    private static final int TRIES = 10;
    private static final int WAIT_MILLIS = 50;

    private final FileChannel channel;

    /** @throws UnusableDatabaseException when another process holds the folder */
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
     * Whether another process holds the folder. The process that holds it must not ask: the system would take the lock
     * away from it.
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
     * Leaves in its file that a database was served from here: should that be gone at a later start, none is made in its
     * place.
     */
    @EventListener(ApplicationReadyEvent.class)
    public void serves() {
        try {
            channel.write(ByteBuffer.wrap("klaus.db is served from here\n".getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // On a full disk; the next start does it.
        }
    }

    private static FileChannel open(Path data) throws IOException {
        return FileChannel.open(file(data), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Path file(Path data) {
        return data.resolve("klaus.lock");
    }

    private boolean acquired() throws IOException {
        // Whoever only looks whether it is held has it for an instant.
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
