package org.sneakyklaus.job.jobs;

import java.time.Instant;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.retention.Cleanup;
import org.sneakyklaus.retention.Purge;
import org.springframework.stereotype.Component;

/** Deletes links that no longer work, and makes everything deleted in the last hour unreadable. */
@Component
class CleanupExpiredTokens implements ScheduledJob {

    private final Cleanup cleanup;
    private final Purge purge;

    CleanupExpiredTokens(Cleanup cleanup, Purge purge) {
        this.cleanup = cleanup;
        this.purge = purge;
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
        var outcome = Deletion.outcome(cleanup.deleteExpiredTokens(), "expired tokens");
        var problems = purge.eraseRemains();
        return problems.isEmpty() ? outcome : JobOutcome.failed(outcome.summary(), String.join("; ", problems));
    }
}
