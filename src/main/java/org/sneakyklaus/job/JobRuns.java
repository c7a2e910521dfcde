package org.sneakyklaus.job;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes down every run: that it started, before it does anything, and how it ended. */
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
     * Records that a run starts now; returns the id to end it with. A job never runs twice at once, so a run of it that
     * seems to go on still was cut off.
     */
    long start(DueRun due) {
        runs.findByJobIdAndOutcome(due.jobId(), RunOutcome.RUNNING).forEach(JobRuns::interrupt);
        return runs.save(JobRun.started(due, nodes.own(), clock.instant())).id();
    }

    /** Records how a run ended, and has done what follows from that. */
    void end(long id, DueRun due, JobOutcome outcome) {
        runs.findById(id).orElseThrow().ended(outcome, clock.instant());
        failedRuns.settle(due, outcome);
    }

    /** Records a run that is over already, and has done what follows from how it ended. */
    void ended(DueRun due, Instant started, JobOutcome outcome) {
        var run = JobRun.started(due, nodes.own(), started);
        run.ended(outcome, clock.instant());
        runs.save(run);
        failedRuns.settle(due, outcome);
    }

    /** Records that it was too late to run. */
    void missed(DueRun due) {
        runs.save(JobRun.missed(due, nodes.own(), clock.instant()));
    }

    /** Marks the runs that a crash cut off: those of nodes that are gone. */
    void interruptCutOff() {
        var alive = nodes.alive();
        runs.findByOutcomeOrderByIdDesc(RunOutcome.RUNNING, Limit.unlimited()).stream()
                .filter(run -> !alive.contains(run.node()))
                .forEach(JobRuns::interrupt);
    }

    private static void interrupt(JobRun run) {
        run.interrupted();
        log.warn(
                "The run of {} that started at {} was cut off",
                run.jobId(),
                run.startedAt().orElse(null));
    }
}
