package org.sneakyklaus.database;

import java.util.Locale;
import java.util.Set;

/** The kinds of file systems that are on another machine, by the names that the system has for them. */
final class NetworkFileSystems {

    // Of what Linux mounts, and of macOS and Windows where they say so.
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

    /** @param type as {@link java.nio.file.FileStore#type()} tells it */
    static boolean contain(String type) {
        var name = type.toLowerCase(Locale.ROOT);
        return NAMES.contains(name.startsWith(IN_USER_SPACE) ? name.substring(IN_USER_SPACE.length()) : name);
    }
}
