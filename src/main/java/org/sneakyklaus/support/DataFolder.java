package org.sneakyklaus.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds everything: whoever else has an account on the machine has no business in it. */
public final class DataFolder {

    private DataFolder() {}

    /** Makes the folder, for its owner only, unless it is there. */
    public static void create(Path folder) throws IOException {
        Files.createDirectories(folder, forOwnerOnly(folder, "rwx------"));
    }

    /** Makes an empty file in it, for its owner only, unless it is there: the folder itself may be open to others. */
    public static void createFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, forOwnerOnly(file, "rw-------"));
        }
    }

    /**
     * What to make a file or a folder with that is for its owner only; nothing where the system knows no such thing.
     *
     * @param place in whose file system it is to be
     * @param permissions as {@code ls} shows them, such as {@code rw-------}
     */
    public static FileAttribute<?>[] forOwnerOnly(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
