package org.sneakyklaus.job.history;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Map;

/** Number of runs by outcome. */
public record RunCounts(Map<RunOutcome, Long> byOutcome) {

    /** Counts these runs. */
    public static RunCounts of(Collection<RunView> runs) {
        return new RunCounts(runs.stream().collect(groupingBy(RunView::outcome, counting())));
    }

    /** Returns how many ended, successfully or not. */
    public long ended() {
        return of(RunOutcome.SUCCESS) + of(RunOutcome.FAILED) + of(RunOutcome.INTERRUPTED);
    }

    /** Returns the share of ended runs that succeeded, from 0 to 1; 1 if none ended. */
    public double successRate() {
        return ended() == 0 ? 1 : (double) of(RunOutcome.SUCCESS) / ended();
    }

    /** Returns the number of runs with this outcome. */
    public long of(RunOutcome outcome) {
        return byOutcome.getOrDefault(outcome, 0L);
    }
}
