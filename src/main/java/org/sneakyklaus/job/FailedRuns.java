package org.sneakyklaus.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Schedules retries of a failed job after 1, 5 and 25 minutes, until it succeeds or its regular time comes, and
 * notifies the admin, at most once a day for each job.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class FailedRuns {

    /** As the number of failed retries: no retry follows. */
    static final int NO_RETRY = Integer.MAX_VALUE;

    private static final List<Duration> WAITS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(25));

    private final JobCatalog jobs;
    private final RecurringTriggers recurring;
    private final RetryTriggers retries;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FailedRuns(
            JobCatalog jobs,
            RecurringTriggers recurring,
            RetryTriggers retries,
            Outbox outbox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jobs = jobs;
        this.recurring = recurring;
        this.retries = retries;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /** Handles the end of a run, in the transaction that records it. */
    void settle(DueRun due, JobOutcome outcome) {
        // Not removed before another is set: with its last trigger, the job of an exchange is deleted.
        nextRetry(due, outcome).ifPresentOrElse(at -> retries.set(due, at), () -> retries.remove(due.jobId()));
        if (outcome.error() != null) {
            var day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            outbox.enqueue(MailOrder.toAdmin(MailKind.JOB_FAILED, null, due.jobId() + ":" + day, due.jobId()));
            events.publishEvent(new JobFailed(due.jobId()));
        }
    }

    private Optional<Instant> nextRetry(DueRun due, JobOutcome outcome) {
        if (outcome.error() == null || due.retries() >= WAITS.size()) {
            return Optional.empty();
        }
        return Optional.of(clock.instant().plus(WAITS.get(due.retries()))).filter(at -> isWorthwhile(due, at));
    }

    private boolean isWorthwhile(DueRun due, Instant again) {
        if (due.isRecurring()) {
            // A paused job has no next run.
            return recurring.nextRun(due.jobId()).filter(again::isBefore).isPresent();
        }
        return jobs.knows(due.type(), true)
                && jobs.grace(due)
                        .map(grace -> !again.isAfter(due.planned().plus(grace)))
                        .orElse(true);
    }
}
