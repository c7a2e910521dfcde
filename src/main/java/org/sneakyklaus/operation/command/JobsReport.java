package org.sneakyklaus.operation.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.job.ComingRuns;
import org.sneakyklaus.job.ComingView;
import org.sneakyklaus.job.JobQueries;
import org.sneakyklaus.job.JobView;
import org.sneakyklaus.job.SchedulerQueries;
import org.sneakyklaus.job.SchedulerView;
import org.sneakyklaus.job.history.RunView;

/**
 * The content of the jobs page for programs and terminals; exchanges appear only by id. Others rely on its property
 * names.
 */
record JobsReport(SchedulerReport scheduler, List<JobReport> jobs, List<ComingReport> coming) {

    private static final int COMING = 50;

    /**
     * The scheduler as a whole.
     *
     * @param state {@code running}, {@code stalled}, or {@code standby} while the application does not run
     * @param heartbeat when it last fired, or null if never
     * @param next when the next job is due, or null if none is
     * @param nodes the machines that share the work; empty with SQLite
     */
    record SchedulerReport(
            String state,
            @Nullable Instant heartbeat,
            @Nullable Instant next,
            long jobs,
            Set<String> nodes) {

        static SchedulerReport of(SchedulerView view) {
            return new SchedulerReport(
                    word(view.state()),
                    view.heartbeat().isAfter(Instant.EPOCH) ? view.heartbeat() : null,
                    view.next(),
                    view.jobs(),
                    new TreeSet<>(view.nodes()));
        }
    }

    /**
     * A recurring job.
     *
     * @param schedule a cron expression, with seconds and in UTC, or a duration (ISO 8601)
     * @param status as on the jobs page, in one word
     * @param nextRun null while it does not run automatically
     * @param lastRun null if none is on record
     */
    record JobReport(
            String id,
            String schedule,
            String status,
            @Nullable Instant nextRun,
            @Nullable Instant pausedSince,
            @Nullable RunReport lastRun) {

        static JobReport of(JobView view) {
            var last = view.lastRun();
            return new JobReport(
                    view.id(),
                    view.schedule().expression(),
                    word(view.status()),
                    view.nextRun(),
                    view.pausedSince(),
                    last == null ? null : RunReport.of(last));
        }
    }

    /**
     * A run.
     *
     * @param startedAt null if it was missed
     * @param completedAt null while it runs, or if it never ended
     */
    record RunReport(
            long id,
            String outcome,
            String cause,
            Instant scheduledAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            @Nullable String summary,
            @Nullable String error) {

        static RunReport of(RunView view) {
            return new RunReport(
                    view.id(),
                    word(view.outcome()),
                    word(view.cause()),
                    view.scheduledAt(),
                    view.startedAt(),
                    view.completedAt(),
                    view.summary(),
                    view.error());
        }

        Instant at() {
            return startedAt == null ? scheduledAt : startedAt;
        }
    }

    /** A planned run for an exchange. */
    record ComingReport(long exchange, String job, String type, Instant at) {}

    static JobsReport of(SchedulerQueries scheduler, JobQueries jobs, ComingRuns coming) {
        return new JobsReport(
                SchedulerReport.of(scheduler.now()),
                jobs.recurring().stream().map(JobReport::of).toList(),
                coming.next(COMING).stream().flatMap(JobsReport::runs).toList());
    }

    private static Stream<ComingReport> runs(ComingView exchange) {
        return exchange.runs().stream()
                .map(run -> new ComingReport(exchange.exchangeId(), run.jobId(), run.type(), run.at()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the same as a table. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Scheduler: " + scheduler.state() + ", last heartbeat " + time(scheduler.heartbeat()) + ", next "
                + time(scheduler.next()));
        lines.add("");
        var columns = columns();
        lines.add(columns.formatted("JOB", "STATUS", "NEXT RUN", "LAST RUN", "OUTCOME"));
        for (var job : jobs) {
            lines.add(line(columns, job));
        }
        if (!coming.isEmpty()) {
            lines.add("");
            lines.add("%-10s %-26s %s".formatted("EXCHANGE", "WHAT", "WHEN"));
            for (var run : coming) {
                lines.add("%-10d %-26s %s".formatted(run.exchange(), run.type(), run.at()));
            }
        }
        return lines;
    }

    /** The first is as wide as the longest name. */
    private String columns() {
        var longest = jobs.stream().mapToInt(job -> job.id().length()).max().orElse(1);
        return "%-" + longest + "s %-10s %-22s %-22s %s";
    }

    private static String line(String columns, JobReport job) {
        var last = job.lastRun();
        var next = job.pausedSince() == null ? time(job.nextRun()) : "-";
        return columns.formatted(
                        job.id(),
                        job.status(),
                        next,
                        last == null ? "-" : time(last.at()),
                        last == null ? "" : last.outcome() + detail(last))
                .stripTrailing();
    }

    private static String detail(RunReport run) {
        var text = run.error() == null ? run.summary() : run.error();
        return text == null ? "" : ": " + text;
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
