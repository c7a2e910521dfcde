package org.sneakyklaus.job.quartz;

import java.time.Instant;
import org.sneakyklaus.job.JobHeartbeat;

/** The scheduler that {@link JobHeartbeat} reports on. */
public interface RunningScheduler {

    /** Whether it is started, not in standby and not shut down. */
    boolean isRunning();

    /** Returns the time from which its heartbeat can be expected, if first checked at this instant. */
    Instant expectedSince(Instant now);
}
