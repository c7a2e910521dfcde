package org.sneakyklaus.job;

import java.time.Duration;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A run of a job as the admin sees it; times in UTC.
 *
 * @param cause why it ran: schedule, manual or recovery
 * @param startedAt null when it was missed
 * @param duration null while it runs, and when it never ended
 * @param summary null when there is none
 * @param error null when nothing went wrong
 */
public record RunView(
        String jobId,
        String cause,
        RunOutcome outcome,
        ZonedDateTime scheduledAt,
        @Nullable ZonedDateTime startedAt,
        @Nullable Duration duration,
        @Nullable String summary,
        @Nullable String error) {

    static RunView of(JobRun run) {
        var started = run.startedAt().orElse(null);
        var completed = run.completedAt().orElse(null);
        return new RunView(
                run.jobId(),
                run.cause(),
                run.outcome(),
                run.scheduledAt().atZone(JobQueries.ZONE),
                started == null ? null : started.atZone(JobQueries.ZONE),
                started == null || completed == null ? null : Duration.between(started, completed),
                run.summary().orElse(null),
                run.errorMessage().orElse(null));
    }

    /** When it ran, or when it should have. */
    public ZonedDateTime at() {
        return startedAt == null ? scheduledAt : startedAt;
    }
}
