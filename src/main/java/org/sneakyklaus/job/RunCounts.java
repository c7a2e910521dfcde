package org.sneakyklaus.job;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.Map;

/** How many of some runs ended in which way. */
public record RunCounts(Map<RunOutcome, Long> byOutcome) {

    /** Counts these. */
    public static RunCounts of(Collection<RunView> runs) {
        return new RunCounts(runs.stream().collect(groupingBy(RunView::outcome, counting())));
    }

    /** How many ended, well or not. */
    public long ended() {
        return of(RunOutcome.SUCCESS) + of(RunOutcome.FAILED) + of(RunOutcome.INTERRUPTED);
    }

    /** The share of those that ended well, from 0 to 1; 1 when none ended. */
    public double successRate() {
        return ended() == 0 ? 1 : (double) of(RunOutcome.SUCCESS) / ended();
    }

    /** How many ended so. */
    public long of(RunOutcome outcome) {
        return byOutcome.getOrDefault(outcome, 0L);
    }
}
