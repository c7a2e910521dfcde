package org.sneakyklaus.operation;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** What the system must give the process: with less it would end in the middle of its start, with many lines. */
public final class LeastRoom {

    private static final int MEGABYTE = 1024 * 1024;
    /** Java counts less than it was told, by a part of the young generation. */
    private static final long MEMORY = 88L * MEGABYTE;

    /** Those that are kept for classes, database and e-mails, and some connections. */
    private static final long FILES = 320;

    private LeastRoom() {}

    /** What to do when there is too little memory to serve. */
    static Optional<String> memoryMissing() {
        var most = Runtime.getRuntime().maxMemory();
        return most < MEMORY
                ? Optional.of("Java may use %d MB of memory, too little to serve: give it 96 MB at least, better 192"
                                .formatted(most / MEGABYTE)
                        + " (-Xmx192m)")
                : Optional.empty();
    }

    /** What to do when too few files may be open at once; asked before other classes are looked for in files. */
    public static Optional<String> filesMissing() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        && system.getMaxFileDescriptorCount() < FILES
                ? Optional.of("This process may have %d files and connections open at once, too few: allow %d at least"
                                .formatted(system.getMaxFileDescriptorCount(), FILES)
                        + " (ulimit -n, LimitNOFILE of systemd, --ulimit nofile of Docker)")
                : Optional.empty();
    }
}
