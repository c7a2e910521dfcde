package org.sneakyklaus.job.jobs;

import java.time.Instant;
import java.time.LocalTime;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.retention.Cleanup;
import org.springframework.stereotype.Component;

/** Deletes expired rate limit counters. */
@Component
class CleanupExpiredRateLimits implements ScheduledJob {

    private final Cleanup cleanup;

    CleanupExpiredRateLimits(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    @Override
    public String id() {
        return "cleanup_expired_rate_limits";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Daily(LocalTime.of(4, 0));
    }

    @Override
    public JobOutcome run(Instant planned) {
        return Deletion.outcome(cleanup.deleteExpiredRateLimits(), "expired rate limits");
    }
}
