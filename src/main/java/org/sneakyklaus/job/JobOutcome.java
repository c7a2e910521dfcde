package org.sneakyklaus.job;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.FailurePlace;

/**
 * What a run came to.
 *
 * @param summary one line for the history; empty when the run broke off
 * @param idle whether there was nothing to do
 * @param error what went wrong in a part of the work, or null when all went well
 */
public record JobOutcome(
        String summary, boolean idle, @Nullable String error) {

    /** All that there was to do is done. */
    public static JobOutcome done(String summary) {
        return new JobOutcome(summary, false, null);
    }

    /** There was nothing to do. */
    public static JobOutcome idle(String summary) {
        return new JobOutcome(summary, true, null);
    }

    /** A part of the work failed, which the job has told the log. */
    public static JobOutcome failed(String summary, String error) {
        return new JobOutcome(summary, false, error);
    }

    /** The run broke off. */
    static JobOutcome broken(Throwable failure) {
        return new JobOutcome("", false, FailurePlace.of(failure));
    }
}
