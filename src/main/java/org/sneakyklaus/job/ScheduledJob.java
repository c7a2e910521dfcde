package org.sneakyklaus.job;

import java.time.Instant;
import java.util.function.Function;
import org.sneakyklaus.job.history.JobOutcome;

/** A job that recurs while the application runs. */
public interface ScheduledJob {

    /** Returns its name in the store and the history, which must never change. */
    String id();

    Schedule schedule();

    /** Creates a job whose work is given what {@link #run} is. */
    static ScheduledJob of(String id, Schedule schedule, boolean recordsIdleRuns, Function<Instant, JobOutcome> work) {
        record Recurring(String id, Schedule schedule, boolean recordsIdleRuns, Function<Instant, JobOutcome> work)
                implements ScheduledJob {

            @Override
            public JobOutcome run(Instant planned) {
                return work.apply(planned);
            }
        }
        return new Recurring(id, schedule, recordsIdleRuns, work);
    }

    /**
     * Does the work. An exception fails this run and no other.
     *
     * @param planned when the run was due, or now if that is more than five minutes ago
     */
    JobOutcome run(Instant planned);

    /**
     * Whether the history records runs with nothing to do. If not, only those that the admin asked for or that follow a
     * failed one are; a run is recorded when it ends, and one interrupted by a crash leaves no trace.
     */
    default boolean recordsIdleRuns() {
        return true;
    }

    /** Whether the admin may run, pause and resume it; otherwise it runs by its schedule alone. */
    default boolean isForAdmin() {
        return true;
    }
}
