package org.sneakyklaus.job.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.job.quartz.JobNodes;

/**
 * A run of a job as the admin sees it.
 *
 * @param id also used in the log
 * @param jobType {@code reminder} for {@code reminder_exchange_42_days_7}; equal to the id for a recurring job
 * @param node the name of the machine that ran it, or null if there is only one
 * @param startedAt null if it was missed
 * @param completedAt null while it runs, or if it never ended
 * @param summary what it did, as {@link JobOutcome#summary}; null if there is none
 * @param error null if nothing went wrong
 */
public record RunView(
        long id,
        String jobId,
        String jobType,
        @Nullable String node,
        RunCause cause,
        RunOutcome outcome,
        Instant scheduledAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable String summary,
        @Nullable String error) {

    private static final Pattern COUNTS = Pattern.compile("(?:[a-z]+=\\d+ ?)+");
    private static final Pattern COUNT = Pattern.compile("([a-z]+)=(\\d+)");

    /** One thing that a run did, as a message. */
    public record Result(String messageKey, Object argument) {

        private static Result of(MatchResult count) {
            return new Result("job.result." + count.group(1), Long.valueOf(count.group(2)));
        }
    }

    static RunView of(JobRun run) {
        return new RunView(
                run.id(),
                run.jobId(),
                run.jobType(),
                run.node().equals(JobNodes.ALONE) ? null : run.node(),
                run.cause(),
                run.outcome(),
                run.scheduledAt(),
                run.startedAt().orElse(null),
                run.completedAt().orElse(null),
                run.summary().orElse(null),
                run.errorMessage().orElse(null));
    }

    /** Returns what it did; in the words of that time for a run of a release that had no counts. */
    public List<Result> results() {
        if (summary == null) {
            return List.of();
        }
        if (!COUNTS.matcher(summary).matches()) {
            return List.of(new Result("job.result.words", summary));
        }
        var results = COUNT.matcher(summary).results().map(Result::of).toList();
        return error == null
                        && results.stream().allMatch(result -> result.argument().equals(0L))
                ? List.of(new Result("job.result.nothing", 0L))
                : results;
    }

    /** Returns when it ran, or when it should have. */
    public Instant at() {
        return startedAt == null ? scheduledAt : startedAt;
    }

    /** Returns how long it took; null while it runs, or if it never ended. */
    public @Nullable Duration duration() {
        return startedAt == null || completedAt == null ? null : Duration.between(startedAt, completedAt);
    }
}
