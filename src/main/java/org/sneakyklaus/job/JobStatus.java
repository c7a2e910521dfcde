package org.sneakyklaus.job;

/** How a recurring job is doing, in one word; the first that holds. */
public enum JobStatus {
    RUNNING,
    /** The admin asked for a run that has not begun yet. */
    REQUESTED,
    PAUSED,
    /** Its last run failed, or was cut off. */
    FAILED,
    /** Its last run was missed. */
    MISSED,
    WAITING;

    /** Whether a run of it is about to end, and something new to be seen. */
    public boolean isBusy() {
        return this == RUNNING || this == REQUESTED;
    }
}
