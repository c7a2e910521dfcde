package org.sneakyklaus.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.job.history.RunCounts;
import org.sneakyklaus.job.history.RunView;

/**
 * A recurring job as the admin sees it.
 *
 * @param forAdmin whether the admin may run, pause and resume it
 * @param nextRun null if it will not run automatically
 * @param pausedSince null if it is not paused
 * @param lastRuns the recorded runs, at most 30, oldest first
 * @param lastMonth outcomes of its runs in the last 30 days
 */
public record JobView(
        String id,
        Schedule schedule,
        JobStatus status,
        boolean forAdmin,
        @Nullable Instant nextRun,
        @Nullable Instant pausedSince,
        List<RunView> lastRuns,
        RunCounts lastMonth) {

    /** Returns the latest run, or null if none is on record. */
    public @Nullable RunView lastRun() {
        return lastRuns.isEmpty() ? null : lastRuns.get(lastRuns.size() - 1);
    }
}
