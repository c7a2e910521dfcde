package org.sneakyklaus.job;

/** Status of a recurring job; the first that applies. */
public enum JobStatus {
    RUNNING,
    /** The admin asked for a run that has not begun yet. */
    REQUESTED,
    PAUSED,
    /** Its last run failed, or was interrupted. */
    FAILED,
    /** Its last run was missed. */
    MISSED,
    WAITING;

    /** Whether a run will end soon and change what is shown. */
    public boolean isBusy() {
        return this == RUNNING || this == REQUESTED;
    }
}
