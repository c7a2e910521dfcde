package org.sneakyklaus.job;

import java.time.Instant;

/** A job that recurs for as long as the application runs. */
public interface ScheduledJob {

    /** Its name, by which the store and the history know it: never changed. */
    String id();

    Schedule schedule();

    /**
     * Does the work; may throw, which fails this run and no other.
     *
     * @param planned when the run was due, or now when that is more than five minutes ago
     */
    JobOutcome run(Instant planned);

    /**
     * Whether a run that found nothing to do is worth a line in the history. If not, a run is recorded when it ends,
     * and one that a crash cuts off leaves no trace.
     */
    default boolean recordsIdleRuns() {
        return true;
    }
}
