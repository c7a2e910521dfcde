package org.sneakyklaus.database;

import java.util.Locale;
import java.util.Set;

/** The types of network file systems, by their system names. */
final class NetworkFileSystems {

    // Those of Linux, and of macOS and Windows where they report them.
    private static final Set<String> NAMES = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "ncpfs",
            "ceph",
            "glusterfs",
            "lustre",
            "beegfs",
            "gpfs",
            "pvfs2",
            "orangefs",
            "davfs",
            "davfs2",
            "webdav",
            "sshfs",
            "s3fs",
            "rclone");

    private static final String IN_USER_SPACE = "fuse.";

    private NetworkFileSystems() {}

    /** @param type as reported by {@link java.nio.file.FileStore#type()} */
    static boolean contain(String type) {
        var name = type.toLowerCase(Locale.ROOT);
        return NAMES.contains(name.startsWith(IN_USER_SPACE) ? name.substring(IN_USER_SPACE.length()) : name);
    }
}
