package org.sneakyklaus.job.history;

/** How a run ended, if it did. */
public enum RunOutcome {
    RUNNING,
    SUCCESS,
    FAILED,
    /** It was too late to run. */
    MISSED,
    /** The application stopped while it ran. */
    INTERRUPTED
}
