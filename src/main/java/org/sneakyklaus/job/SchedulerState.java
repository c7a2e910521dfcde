package org.sneakyklaus.job;

/** Whether jobs run when they are due. */
public enum SchedulerState {
    RUNNING,
    /** It believes that it runs, and fires nothing. */
    STALLED,
    /** Not started, in standby, or shut down. */
    STANDBY
}
