package org.sneakyklaus.job;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decides what becomes of a run that comes late, because the computer was off, asleep or busy. */
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
     * The run that is to be done for one that is handed over: itself; nothing, when it is too late; or one that catches
     * up on it. Further regular runs that are due as well become one with it.
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
                "Job {} was due at {} and is too late; {}",
                due.jobId(),
                due.planned(),
                catchesUp ? "it is made up for now" : "it is not run");
        return catchesUp ? Optional.of(due.caughtUp()) : Optional.empty();
    }

    /** A job of whose idle runs nobody wants to know is not missed either: its next run does all that there is. */
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
