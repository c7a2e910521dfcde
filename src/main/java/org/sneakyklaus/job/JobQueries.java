package org.sneakyklaus.job;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sneakyklaus.job.history.RunCounts;
import org.sneakyklaus.job.history.RunQueries;
import org.sneakyklaus.job.history.RunView;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the state of the recurring jobs. */
@Component
@Transactional(readOnly = true)
public class JobQueries {

    private static final int LATEST = 30;

    private static final Comparator<Schedule> BY_TIME = Comparator.comparing(Schedule::interval)
            .thenComparing(schedule -> schedule.argument().toString());

    private final JobCatalog jobs;
    private final RecurringTriggers triggers;
    private final RunQueries runs;

    JobQueries(JobCatalog jobs, RecurringTriggers triggers, RunQueries runs) {
        this.jobs = jobs;
        this.triggers = triggers;
        this.runs = runs;
    }

    /** Returns the recurring jobs, the most frequent first, then by time of day. */
    public List<JobView> recurring() {
        var lastMonth = runs.lastMonth();
        return jobs.recurring().stream()
                .sorted(Comparator.comparing(ScheduledJob::schedule, BY_TIME))
                .map(job -> view(job, lastMonth))
                .toList();
    }

    /** Returns the types of all jobs, including those for exchanges, by which the history can be filtered. */
    public List<String> types() {
        return jobs.types().stream().sorted().toList();
    }

    private JobView view(ScheduledJob job, Map<String, RunCounts> lastMonth) {
        var latest = runs.latest(job.id(), LATEST);
        return new JobView(
                job.id(),
                job.schedule(),
                status(job.id(), latest),
                job.isForAdmin(),
                triggers.nextRun(job.id()).orElse(null),
                triggers.pausedSince(job.id()).orElse(null),
                latest,
                lastMonth.getOrDefault(job.id(), new RunCounts(Map.of())));
    }

    private JobStatus status(String id, List<RunView> latest) {
        if (triggers.isRunning(id)) {
            return JobStatus.RUNNING;
        }
        if (triggers.isRequested(id)) {
            return JobStatus.REQUESTED;
        }
        if (triggers.pausedSince(id).isPresent()) {
            return JobStatus.PAUSED;
        }
        if (latest.isEmpty()) {
            return JobStatus.WAITING;
        }
        return switch (latest.get(latest.size() - 1).outcome()) {
            case FAILED, INTERRUPTED -> JobStatus.FAILED;
            case MISSED -> JobStatus.MISSED;
            case RUNNING, SUCCESS -> JobStatus.WAITING;
        };
    }
}
