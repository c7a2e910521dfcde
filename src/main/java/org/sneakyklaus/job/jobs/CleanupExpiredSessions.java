package org.sneakyklaus.job.jobs;

import java.time.Instant;
import java.time.LocalTime;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.retention.Cleanup;
import org.springframework.stereotype.Component;

/** Deletes expired sessions. */
@Component
class CleanupExpiredSessions implements ScheduledJob {

    private final Cleanup cleanup;

    CleanupExpiredSessions(Cleanup cleanup) {
        this.cleanup = cleanup;
    }

    @Override
    public String id() {
        return "cleanup_expired_sessions";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Daily(LocalTime.of(3, 0));
    }

    @Override
    public JobOutcome run(Instant planned) {
        return Deletion.outcome(cleanup.deleteExpiredSessions(), "expired sessions");
    }
}
