package org.sneakyklaus.job.history;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.FailurePlace;

/**
 * The result of a run.
 *
 * @param summary one line for the history; empty if the run was aborted
 * @param idle whether there was nothing to do
 * @param error what went wrong in a part of the work, or null if nothing did
 */
public record JobOutcome(
        String summary, boolean idle, @Nullable String error) {

    /** All work is done. */
    public static JobOutcome done(String summary) {
        return new JobOutcome(summary, false, null);
    }

    /** There was nothing to do. */
    public static JobOutcome idle(String summary) {
        return new JobOutcome(summary, true, null);
    }

    /** A part of the work failed, and the job has logged it. */
    public static JobOutcome failed(String summary, String error) {
        return new JobOutcome(summary, false, error);
    }

    /** The run was aborted by an exception. */
    public static JobOutcome broken(Throwable failure) {
        return new JobOutcome("", false, FailurePlace.of(failure));
    }
}
