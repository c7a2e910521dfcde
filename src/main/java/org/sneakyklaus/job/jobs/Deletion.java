package org.sneakyklaus.job.jobs;

import org.sneakyklaus.database.Batches;
import org.sneakyklaus.job.JobOutcome;

/** Describes the result of a job that deletes rows. */
final class Deletion {

    private Deletion() {}

    /** @param what the rows, in the plural */
    static JobOutcome outcome(Batches.Result result, String what) {
        var summary = "%d %s deleted".formatted(result.rows(), what);
        if (!result.complete()) {
            return JobOutcome.done(summary + ", the rest with the next run: the application stops");
        }
        return result.rows() == 0 ? JobOutcome.idle(summary) : JobOutcome.done(summary);
    }
}
