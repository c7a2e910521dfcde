package org.sneakyklaus.job;

import java.time.Instant;

/** The scheduler that {@link JobHeartbeat} is about. */
interface RunningScheduler {

    /** Whether it is started and neither held nor ended. */
    boolean isRunning();

    /** From when on a heartbeat of it can be expected, if it is looked at first at this instant. */
    Instant expectedSince(Instant now);
}
