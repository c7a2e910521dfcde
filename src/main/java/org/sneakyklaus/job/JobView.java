package org.sneakyklaus.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurring job as the admin sees it.
 *
 * @param nextRun null when it will not run by itself
 * @param pausedSince null when it is not paused
 * @param lastRuns those on record, at most 30, the oldest first
 * @param lastMonth what came of its runs in the last 30 days
 */
public record JobView(
        String id,
        Schedule schedule,
        JobStatus status,
        @Nullable Instant nextRun,
        @Nullable Instant pausedSince,
        List<RunView> lastRuns,
        RunCounts lastMonth) {

    /** The latest run; null when none is on record. */
    public @Nullable RunView lastRun() {
        return lastRuns.isEmpty() ? null : lastRuns.get(lastRuns.size() - 1);
    }
}
