package org.sneakyklaus.job;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.job.quartz.SchedulingException;
import org.sneakyklaus.support.DatabaseUnavailability;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Runs a job, records it and isolates its failure. It runs even if it cannot be recorded. */
@Component
class JobRunner {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private final JobCatalog jobs;
    private final MissedRuns missedRuns;
    private final JobRuns runs;
    private final JobMetrics metrics;
    private final Clock clock;

    JobRunner(JobCatalog jobs, MissedRuns missedRuns, JobRuns runs, JobMetrics metrics, Clock clock) {
        this.jobs = jobs;
        this.missedRuns = missedRuns;
        this.runs = runs;
        this.metrics = metrics;
        this.clock = clock;
    }

    void run(DueRun due) {
        MDC.put("job", due.jobId());
        try {
            var settled = settled(due);
            if (!settled.equals(Optional.of(due))) {
                metrics.missed(due);
            }
            settled.ifPresent(run -> {
                metrics.late(run, Duration.between(run.planned(), clock.instant()));
                if (jobs.recordsIdleRuns(run)) {
                    runRecorded(run);
                } else {
                    runAndRecordUnlessIdle(run);
                }
            });
        } finally {
            MDC.remove("job");
        }
    }

    private Optional<DueRun> settled(DueRun due) {
        try {
            return missedRuns.settle(due);
        } catch (DataAccessException | TransactionException | SchedulingException e) {
            DatabaseUnavailability.complain(log, "Lateness of job " + due.jobId() + " unknown, running it", e);
            return Optional.of(due);
        }
    }

    private void runRecorded(DueRun due) {
        var id = recordedStart(due);
        log.info(
                "Job {} starts, due at {}, cause {}, run {}",
                due.jobId(),
                due.planned(),
                due.cause().word(),
                id.map(String::valueOf).orElse("not recorded"));
        var outcome = work(due);
        id.ifPresent(run -> recordEnd(due, () -> runs.end(run, due, outcome)));
    }

    /** Even an idle run is recorded if the history would go on showing a failure, or nothing for one asked for. */
    private void runAndRecordUnlessIdle(DueRun due) {
        var started = clock.instant();
        var outcome = work(due);
        recordEnd(due, () -> {
            if (!outcome.isIdle() || due.cause() == RunCause.MANUAL || runs.lastFailed(due.jobId())) {
                runs.ended(due, started, outcome);
            }
        });
    }

    private JobOutcome work(DueRun due) {
        var began = System.nanoTime();
        var outcome = outcome(due);
        metrics.ended(
                due,
                outcome.error() == null ? RunOutcome.SUCCESS : RunOutcome.FAILED,
                Duration.ofNanos(System.nanoTime() - began));
        return outcome;
    }

    private JobOutcome outcome(DueRun due) {
        try {
            var outcome = jobs.work(due);
            logEnd(due, outcome);
            return outcome;
        } catch (Exception | LinkageError | StackOverflowError e) {
            DatabaseUnavailability.complain(log, "Job " + due.jobId() + " failed", e);
            return JobOutcome.broken(e);
        }
    }

    private void logEnd(DueRun due, JobOutcome outcome) {
        if (outcome.error() != null) {
            // Logged as information: the failure itself was logged with all details.
            var counts = outcome.counts().isEmpty() ? "" : ": " + outcome.summary();
            log.info("Job {} ended{}; {}", due.jobId(), counts, outcome.error());
        } else if (!outcome.isIdle() || jobs.recordsIdleRuns(due)) {
            log.info("Job {} ended: {}", due.jobId(), outcome.summary());
        }
    }

    private Optional<Long> recordedStart(DueRun due) {
        try {
            return Optional.of(runs.start(due));
        } catch (DataAccessException | TransactionException e) {
            DatabaseUnavailability.complain(log, "Start of job " + due.jobId() + " not recorded, running it anyway", e);
            return Optional.empty();
        }
    }

    private static void recordEnd(DueRun due, Runnable record) {
        try {
            record.run();
        } catch (DataAccessException | TransactionException | SchedulingException e) {
            DatabaseUnavailability.complain(log, "End of job " + due.jobId() + " not recorded", e);
        }
    }
}
