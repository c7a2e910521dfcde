package org.sneakyklaus.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Creates the data folder and files in it, closed to other accounts on the machine. */
public final class DataFolder {

    private DataFolder() {}

    /** Creates the folder, for its owner only, unless it exists. */
    public static void create(Path folder) throws IOException {
        Files.createDirectories(folder, forOwnerOnly(folder, "rwx------"));
    }

    /** Creates an empty file, for its owner only, unless it exists: the folder itself may be open to others. */
    public static void createFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, forOwnerOnly(file, "rw-------"));
        }
    }

    /**
     * Returns the attributes for creating a file or folder for its owner only; empty if the file system does not
     * support them.
     *
     * @param place a path in the file system concerned
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
