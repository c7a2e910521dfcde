package org.sneakyklaus.job;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.job.history.JobRun;
import org.sneakyklaus.job.history.JobRunRepository;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.job.quartz.JobNodes;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records every run: its start, before it does anything, and its end. */
@Component
@Transactional
class JobRuns {

    private static final Logger log = LoggerFactory.getLogger(JobRuns.class);

    private final JobRunRepository runs;
    private final JobNodes nodes;
    private final FailedRuns failedRuns;
    private final Clock clock;

    JobRuns(JobRunRepository runs, JobNodes nodes, FailedRuns failedRuns, Clock clock) {
        this.runs = runs;
        this.nodes = nodes;
        this.failedRuns = failedRuns;
        this.clock = clock;
    }

    /**
     * Records the start of a run; returns its id for {@link #end}. A job never runs twice at once, so an earlier run
     * still marked as running was interrupted.
     */
    long start(DueRun due) {
        runs.findByJobIdAndOutcome(due.jobId(), RunOutcome.RUNNING).forEach(JobRuns::interrupt);
        return runs.save(JobRun.started(due, nodes.own(), clock.instant())).id();
    }

    /** Records how a run ended, and handles the consequences. */
    void end(long id, DueRun due, JobOutcome outcome) {
        runs.findById(id).orElseThrow().ended(outcome, clock.instant());
        failedRuns.settle(due, outcome);
    }

    /** Records a run that is already over, and handles the consequences. */
    void ended(DueRun due, Instant started, JobOutcome outcome) {
        var run = JobRun.started(due, nodes.own(), started);
        run.ended(outcome, clock.instant());
        runs.save(run);
        failedRuns.settle(due, outcome);
    }

    @Transactional(readOnly = true)
    boolean lastFailed(String jobId) {
        return runs.findByJobIdOrderByIdDesc(jobId, Limit.of(1)).stream()
                .anyMatch(run -> run.outcome() == RunOutcome.FAILED);
    }

    /** Records that a run was missed. */
    void missed(DueRun due) {
        runs.save(JobRun.missed(due, nodes.own(), clock.instant()));
    }

    /** Marks the runs that a crash interrupted: those of nodes that are gone. */
    void interruptCutOff() {
        var alive = nodes.alive();
        runs.findByOutcomeOrderByIdDesc(RunOutcome.RUNNING, Limit.unlimited()).stream()
                .filter(run -> !alive.contains(run.node()))
                .forEach(JobRuns::interrupt);
    }

    private static void interrupt(JobRun run) {
        run.interrupted();
        log.warn(
                "Run of {} started at {} was interrupted",
                run.jobId(),
                run.startedAt().orElse(null));
    }
}
