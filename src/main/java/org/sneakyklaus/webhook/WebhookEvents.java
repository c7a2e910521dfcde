package org.sneakyklaus.webhook;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.sneakyklaus.draw.DrawEvent;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangesCompleted;
import org.sneakyklaus.exchange.ExchangesDeleted;
import org.sneakyklaus.job.JobFailed;
import org.sneakyklaus.job.JobWaker;
import org.sneakyklaus.outbox.MailsUndelivered;
import org.sneakyklaus.participation.ParticipationEvent;
import org.sneakyklaus.participation.PeopleAdded;
import org.sneakyklaus.retention.DeletionAnnounced;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Queues the features' events, and wakes the job that sends them. */
@Component
class WebhookEvents {

    private static final String BACKUP = "backup_database";

    private final WebhookQueue queue;
    private final JobWaker waker;
    private final Clock clock;

    WebhookEvents(WebhookQueue queue, JobWaker waker, Clock clock) {
        this.queue = queue;
        this.waker = waker;
        this.clock = clock;
    }

    @EventListener
    void on(ExchangeEvent.Opened event) {
        queue.queue(WebhookEvent.OPENED, List.of(event.exchangeId()));
    }

    @EventListener
    void on(ExchangeEvent.Closed event) {
        queue.queue(WebhookEvent.CLOSED, List.of(event.exchangeId()));
    }

    @EventListener
    void on(ExchangeEvent.Rescheduled event) {
        if (event.newDate()) {
            queue.queue(WebhookEvent.RESCHEDULED, List.of(event.exchangeId()));
        }
    }

    @EventListener
    void on(ExchangeEvent.Postponed event) {
        if (event.newDate()) {
            queue.queue(WebhookEvent.RESCHEDULED, List.of(event.exchangeId()));
        }
    }

    @EventListener
    void on(ExchangeEvent.CalledOff event) {
        queue.queue(WebhookEvent.CANCELLED, List.of(event.exchangeId()));
    }

    @EventListener
    void on(ExchangesCompleted event) {
        queue.queue(WebhookEvent.COMPLETED, event.exchangeIds());
    }

    @EventListener
    void on(DeletionAnnounced event) {
        queue.queue(WebhookEvent.DELETION_ANNOUNCED, event.exchangeIds());
    }

    @EventListener
    void on(ExchangesDeleted event) {
        queue.queueDeletion(event.exchangeIds());
    }

    @EventListener
    void on(DrawEvent.Matched event) {
        queue.queue(WebhookEvent.DRAWN, List.of(event.exchangeId()));
    }

    @EventListener
    void on(DrawEvent.Redrawn event) {
        queue.queue(WebhookEvent.REDRAWN, List.of(event.exchangeId()));
    }

    @EventListener
    void on(DrawEvent.Adjusted event) {
        queue.queue(WebhookEvent.ADJUSTED, List.of(event.exchangeId()));
    }

    @EventListener
    void on(DrawEvent.ReminderDue event) {
        queue.queue(WebhookEvent.REMINDED, List.of(event.exchangeId()), event.planned());
    }

    /** Last in the transaction: a person who is erased still counts as the event comes. */
    @TransactionalEventListener(
            classes = {
                ParticipationEvent.Joined.class,
                ParticipationEvent.Withdrawn.class,
                ParticipationEvent.Removed.class,
                ParticipationEvent.Erased.class
            },
            phase = TransactionPhase.BEFORE_COMMIT)
    void onPeople(ParticipationEvent event) {
        queue.queueHourly(event.exchangeId());
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(PeopleAdded event) {
        queue.queueHourly(event.exchangeId());
    }

    /** Queues one a day for each job: it is tried again a few times. */
    @EventListener
    void on(JobFailed event) {
        var occasion = event.jobId() + ":" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        queue.queueOfSite(WebhookEvent.JOB_FAILED, occasion, Map.of("job", event.jobId()));
        if (event.jobId().equals(BACKUP)) {
            queue.queueOfSite(WebhookEvent.BACKUP_FAILED, occasion, Map.of());
        }
    }

    @EventListener
    void on(MailsUndelivered event) {
        queue.queueOfSite(WebhookEvent.MAIL_UNDELIVERED, clock.instant().toString(), Map.of("emails", event.count()));
    }

    @TransactionalEventListener
    void on(WebhookQueued event) {
        waker.wakeSoon(WebhookJobs.DISPATCH);
    }
}
