package org.sneakyklaus.job.quartz;

import java.util.function.BooleanSupplier;
import org.sneakyklaus.job.JobHeartbeat;

/**
 * The scheduler that {@link JobHeartbeat} reports on.
 *
 * @param running whether it is started, not in standby and not shut down
 * @param isOwn whether it is that of this process, and not of the serving application
 */
public record RunningScheduler(BooleanSupplier running, boolean isOwn) {

    public boolean isRunning() {
        return running.getAsBoolean();
    }
}
