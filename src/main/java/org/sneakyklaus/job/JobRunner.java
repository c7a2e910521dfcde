package org.sneakyklaus.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Runs a job, and sees to it that the run is recorded and that a failure stays with the run that failed. */
@Component
class JobRunner {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private final Map<String, ScheduledJob> scheduledJobs;
    private final Map<String, ExchangeJob> exchangeJobs;
    private final JobRuns runs;
    private final Clock clock;

    JobRunner(List<ScheduledJob> scheduledJobs, List<ExchangeJob> exchangeJobs, JobRuns runs, Clock clock) {
        this.scheduledJobs = scheduledJobs.stream().collect(Collectors.toMap(ScheduledJob::id, Function.identity()));
        this.exchangeJobs = exchangeJobs.stream().collect(Collectors.toMap(ExchangeJob::type, Function.identity()));
        this.runs = runs;
        this.clock = clock;
    }

    void run(DueRun due) {
        MDC.put("job", due.jobId());
        try {
            if (isTooLate(due)) {
                runs.missed(due);
                log.warn("Job {} was due at {}: too late, so it is not run", due.jobId(), due.planned());
            } else if (recordsIdleRuns(due)) {
                runRecorded(due);
            } else {
                runAndRecordUnlessIdle(due);
            }
        } finally {
            MDC.remove("job");
        }
    }

    private void runRecorded(DueRun due) {
        var id = runs.start(due);
        log.info(
                "Job {} starts, due at {}, cause {}",
                due.jobId(),
                due.planned(),
                due.cause().word());
        try {
            var outcome = work(due);
            runs.end(id, outcome);
            logEnd(due, outcome);
        } catch (Exception e) {
            runs.fail(id, describe(e));
            logFailure(due, e);
        }
    }

    private void runAndRecordUnlessIdle(DueRun due) {
        var started = clock.instant();
        try {
            var outcome = work(due);
            if (!outcome.idle()) {
                runs.ended(due, started, outcome);
                logEnd(due, outcome);
            }
        } catch (Exception e) {
            runs.failed(due, started, describe(e));
            logFailure(due, e);
        }
    }

    private JobOutcome work(DueRun due) {
        var exchangeId = due.exchangeId();
        return exchangeId == null
                ? known(scheduledJobs.get(due.type()), due).run(due.planned())
                : known(exchangeJobs.get(due.type()), due).run(exchangeId, due.planned());
    }

    private static <T> T known(@Nullable T job, DueRun due) {
        if (job == null) {
            throw new IllegalStateException("There is no job of type " + due.type());
        }
        return job;
    }

    private boolean isTooLate(DueRun due) {
        return Optional.ofNullable(exchangeJobs.get(due.type()))
                .flatMap(ExchangeJob::grace)
                .filter(grace -> lateness(due).compareTo(grace) > 0)
                .isPresent();
    }

    private Duration lateness(DueRun due) {
        return Duration.between(due.planned(), clock.instant());
    }

    private boolean recordsIdleRuns(DueRun due) {
        var job = scheduledJobs.get(due.type());
        return job == null || job.recordsIdleRuns();
    }

    private static void logEnd(DueRun due, JobOutcome outcome) {
        if (outcome.error() == null) {
            log.info("Job {} ended: {}", due.jobId(), outcome.summary());
        } else {
            log.error("Job {} failed in part: {}; {}", due.jobId(), outcome.summary(), outcome.error());
        }
    }

    private static void logFailure(DueRun due, Exception exception) {
        log.error("Job {} failed", due.jobId(), exception);
    }

    private static String describe(Exception exception) {
        return exception.getClass().getSimpleName() + ": " + exception.getMessage();
    }
}
