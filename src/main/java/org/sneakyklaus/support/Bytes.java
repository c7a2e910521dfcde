package org.sneakyklaus.support;

import java.util.Locale;

/** How large something is, in one form wherever it is told in English: decimal units, as those of disks. */
public final class Bytes {

    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;

    private Bytes() {}

    /** So many bytes, for example "1.5 MB". */
    public static String inWords(long bytes) {
        return bytes < GIGA
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGA)
                : String.format(Locale.ROOT, "%.1f GB", bytes / GIGA);
    }
}
