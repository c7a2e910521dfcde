package org.sneakyklaus.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of 64 KiB in place of a folder, on which there is room for next to nothing. Only root may have one. */
final class FullDisk implements AutoCloseable {

    private static final int PAGE = 4096;
    private static final int PAGES = 16;

    private final Path folder;

    private FullDisk(Path folder) {
        this.folder = folder;
    }

    static boolean isPossible() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("disk");
        try {
            return run("mount", "-t", "tmpfs", "tmpfs", folder.toString()) && run("umount", folder.toString());
        } finally {
            Files.delete(folder);
        }
    }

    /** With one page left: half of an e-mail fits. */
    static FullDisk at(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=" + PAGE * PAGES, "tmpfs", folder.toString()))
                .as("a disk at %s", folder)
                .isTrue();
        var disk = new FullDisk(folder);
        Files.write(disk.filling(), new byte[PAGE * (PAGES - 1)]);
        return disk;
    }

    /** What is on it. */
    Path folder() {
        return folder;
    }

    void makeRoom() throws IOException {
        Files.delete(filling());
    }

    @Override
    public void close() throws IOException {
        try {
            assertThat(run("umount", folder.toString())).as("the disk goes").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path filling() {
        return folder.resolve("filling");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
