package org.sneakyklaus.job;

/** Whether jobs run when they are due. */
public enum SchedulerState {
    RUNNING,
    /** It believes that it runs, and fires nothing. */
    STALLED,
    /** It is not started, held, or ended. */
    STANDBY
}
