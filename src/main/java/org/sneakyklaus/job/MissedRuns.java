package org.sneakyklaus.job;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.RunCause;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides what happens to a late run, after the computer was off, asleep or busy. */
@Component
class MissedRuns {

    /** How late a recurring job may run as if it were on time. */
    static final Duration GRACE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(MissedRuns.class);

    private final JobCatalog jobs;
    private final JobRuns runs;
    private final RecurringTriggers recurring;
    private final JobProperties properties;
    private final Clock clock;

    MissedRuns(JobCatalog jobs, JobRuns runs, RecurringTriggers recurring, JobProperties properties, Clock clock) {
        this.jobs = jobs;
        this.runs = runs;
        this.recurring = recurring;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Returns the run to do for a due one: the run itself, a catch-up run, or empty if it is too late. Further
     * regular runs that are due as well are merged into it.
     */
    @Transactional
    Optional<DueRun> settle(DueRun due) {
        var bySchedule = due.cause() == RunCause.SCHEDULE;
        if (due.isRecurring() && bySchedule) {
            recurring.coalesce(due.jobId());
        }
        if (due.isRecurring() ? !bySchedule || !isMissed(due) : !isTooLate(due)) {
            return Optional.of(due);
        }
        runs.missed(due);
        var catchesUp = due.isRecurring() && properties.catchUp();
        log.warn(
                "Job {} missed its run at {}; {}",
                due.jobId(),
                due.planned(),
                catchesUp ? "catching up now" : "skipped");
        return catchesUp ? Optional.of(due.caughtUp()) : Optional.empty();
    }

    /** A job whose idle runs are not recorded cannot be missed either: its next run does all the work. */
    private boolean isMissed(DueRun due) {
        return jobs.recordsIdleRuns(due) && lateness(due).compareTo(GRACE) > 0;
    }

    private boolean isTooLate(DueRun due) {
        return jobs.grace(due)
                .filter(grace -> lateness(due).compareTo(grace) > 0)
                .isPresent();
    }

    private Duration lateness(DueRun due) {
        return Duration.between(due.planned(), clock.instant());
    }
}
