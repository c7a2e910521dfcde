package org.sneakyklaus.support;

import java.util.Locale;

/** Formats sizes in English, in decimal units as those of disks. */
public final class Bytes {

    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Bytes() {}

    /** Formats a number of bytes, for example "1.5 MB". */
    public static String inWords(long bytes) {
        return bytes < GIGA
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGA)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIGA);
    }
}
