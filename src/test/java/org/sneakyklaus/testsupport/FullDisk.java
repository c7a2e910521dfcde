package org.sneakyklaus.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small disk in place of a folder, with or without room on it. Only root may have one. */
public final class FullDisk implements AutoCloseable {

    private static final int PAGE = 4096;
    private static final int PAGES = 16;

    private final Path folder;

    private FullDisk(Path folder) {
        this.folder = folder;
    }

    public static boolean isPossible() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("disk");
        try {
            return run("mount", "-t", "tmpfs", "tmpfs", folder.toString()) && run("umount", folder.toString());
        } finally {
            Files.delete(folder);
        }
    }

    /** With one page left: half of an e-mail fits. */
    public static FullDisk at(Path folder) throws IOException, InterruptedException {
        var disk = empty(folder, PAGE * PAGES);
        disk.fill();
        return disk;
    }

    /** With room for so many bytes, until it is filled. */
    public static FullDisk empty(Path folder, int size) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()))
                .as("a disk at %s", folder)
                .isTrue();
        return new FullDisk(folder);
    }

    /** What is on it. */
    public Path folder() {
        return folder;
    }

    /** Fills what is free, but one page. */
    public void fill() throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace();
        try {
            Files.write(filling(), new byte[Math.toIntExact(free) - PAGE]);
        } catch (IOException e) {
            // Somebody else took what was left meanwhile: it is full all the same.
        }
    }

    public void makeRoom() throws IOException {
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
