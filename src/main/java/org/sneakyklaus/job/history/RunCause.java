package org.sneakyklaus.job.history;

import java.util.Locale;

/** Why a job runs. */
public enum RunCause {
    /** It was due. */
    SCHEDULE,
    /** The admin asked for it. */
    MANUAL,
    /** A run of it was missed. */
    CATCH_UP,
    /** The previous run failed. */
    RETRY,
    /** The previous run was interrupted by a crash. */
    RECOVERY;

    /** The stored value. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static RunCause of(String word) {
        return valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
    }
}
