package org.sneakyklaus.job.history;

import java.time.Clock;
import java.time.Duration;
import org.sneakyklaus.database.Batches;
import org.springframework.stereotype.Component;

/** Limits the size of the job history. */
@Component
public class JobHistory {

    private static final Duration KEPT = Duration.ofDays(90);

    private final JobRunRepository runs;
    private final Batches batches;
    private final Clock clock;

    JobHistory(JobRunRepository runs, Batches batches, Clock clock) {
        this.runs = runs;
        this.batches = batches;
        this.clock = clock;
    }

    /** Deletes the runs that were due more than 90 days ago and are no longer running. */
    public Batches.Result prune() {
        var before = clock.instant().minus(KEPT);
        return batches.run(atMost -> runs.deleteOlder(before, atMost));
    }
}
