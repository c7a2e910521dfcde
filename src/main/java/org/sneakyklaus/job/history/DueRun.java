package org.sneakyklaus.job.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of one job, as received from the store.
 *
 * @param jobId unique among all jobs, such as {@code reminder_exchange_42_days_7}
 * @param type the name of the job that does the work, such as {@code reminder}
 * @param exchangeId the exchange, or null for a recurring job
 * @param planned when it was due
 * @param cause why it runs
 * @param retries number of failed runs in a row before it
 */
public record DueRun(
        String jobId, String type, @Nullable Long exchangeId, Instant planned, RunCause cause, int retries) {

    public DueRun(String jobId, String type, @Nullable Long exchangeId, Instant planned, RunCause cause) {
        this(jobId, type, exchangeId, planned, cause, 0);
    }

    public boolean isRecurring() {
        return exchangeId == null;
    }

    /** Returns the catch-up run for this missed run. */
    public DueRun caughtUp() {
        return new DueRun(jobId, type, exchangeId, planned, RunCause.CATCH_UP);
    }
}
