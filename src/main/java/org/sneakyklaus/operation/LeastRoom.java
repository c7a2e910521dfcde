package org.sneakyklaus.operation;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** The minimum resources of the process: with less, a start would fail halfway, with many lines. */
public final class LeastRoom {

    private static final int MEGABYTE = 1024 * 1024;
    /** Java reports less than configured, by a part of the young generation. */
    private static final long MEMORY = 88L * MEGABYTE;

    /** For classes, database and emails, and some connections. */
    private static final long FILES = 320;

    private LeastRoom() {}

    /** Returns what to do if there is too little memory to serve, or empty if there is enough. */
    static Optional<String> memoryMissing() {
        var most = Runtime.getRuntime().maxMemory();
        return most < MEMORY
                ? Optional.of("Java may use %d MB of memory, too little to serve: give it 96 MB at least, better 192"
                                .formatted(most / MEGABYTE)
                        + " (-Xmx192m)")
                : Optional.empty();
    }

    /**
     * Returns what to do if too few files may be open at once, or empty if enough may. Called before other classes
     * are loaded from files.
     */
    public static Optional<String> filesMissing() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        && system.getMaxFileDescriptorCount() < FILES
                ? Optional.of("This process may have %d files and connections open at once, too few: allow %d at least"
                                .formatted(system.getMaxFileDescriptorCount(), FILES)
                        + " (ulimit -n, LimitNOFILE of systemd, --ulimit nofile of Docker)")
                : Optional.empty();
    }
}
