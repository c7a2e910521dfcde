package org.sneakyklaus.job.jobs;

import java.time.Instant;
import java.time.LocalTime;
import org.sneakyklaus.job.JobHistory;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.springframework.stereotype.Component;

/** Deletes old runs from the job history. */
@Component
class PruneJobExecutions implements ScheduledJob {

    private final JobHistory history;

    PruneJobExecutions(JobHistory history) {
        this.history = history;
    }

    @Override
    public String id() {
        return "prune_job_executions";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Daily(LocalTime.of(5, 0));
    }

    @Override
    public JobOutcome run(Instant planned) {
        return Deletion.outcome(history.prune(), "old runs");
    }
}
