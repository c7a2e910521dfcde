package org.sneakyklaus.job.jobs;

import java.time.Instant;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.retention.Cleanup;
import org.springframework.stereotype.Component;

/** Deletes the links that open nothing any more. */
@Component
class CleanupExpiredTokens implements ScheduledJob {

    private final Cleanup cleanup;

    CleanupExpiredTokens(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    @Override
    public String id() {
        return "cleanup_expired_tokens";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Hourly();
    }

    @Override
    public JobOutcome run(Instant planned) {
        return Deletion.outcome(cleanup.deleteExpiredTokens(), "expired tokens");
    }
}
