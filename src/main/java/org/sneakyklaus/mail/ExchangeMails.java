package org.sneakyklaus.mail;

import java.util.function.Predicate;
import org.sneakyklaus.exchange.Announced;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Queues emails to all participants about changes of an exchange. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ExchangeMails {

    private final Outbox outbox;
    private final OutboxQueries queued;
    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final NextTime nextTime;

    ExchangeMails(
            Outbox outbox,
            OutboxQueries queued,
            ExchangeQueries exchanges,
            ParticipantQueries participants,
            NextTime nextTime) {
        this.outbox = outbox;
        this.queued = queued;
        this.exchanges = exchanges;
        this.participants = participants;
        this.nextTime = nextTime;
    }

    /**
     * Emails the participants that the admin added to the draft; when registration is reopened, they have been emailed
     * already.
     */
    @EventListener
    void on(ExchangeEvent.Opened event) {
        var written = queued.everQueuedFor(event.exchangeId(), MailKind.REGISTRATION_CONFIRMATION);
        outbox.enqueueAll(participants.active(event.exchangeId()).stream()
                .filter(person -> person.mailed()
                        && person.addedByAdmin()
                        && !person.confirmed()
                        && !written.contains(person.id()))
                .map(person -> MailOrder.unasked(
                        MailKind.REGISTRATION_CONFIRMATION,
                        person.exchangeId(),
                        person.id(),
                        "opened",
                        "",
                        person.requiredEmail()))
                .toList());
    }

    /** Invites those who agreed to that in an earlier exchange, if the organiser wants it. */
    @EventListener
    void invite(ExchangeEvent.Opened event) {
        outbox.enqueueAll(nextTime.invite(event.exchangeId()).stream()
                .map(one -> String.valueOf(one.id()))
                .map(id -> new MailOrder(MailKind.INVITED_AGAIN, event.exchangeId(), null, id, id, null))
                .toList());
    }

    @EventListener
    void on(ExchangeEvent.Changed event) {
        changed(event.exchangeId(), event.version(), new PreviousDetails(event.oldDate(), event.oldBudget()));
    }

    @EventListener
    void on(ExchangeEvent.Postponed event) {
        if (event.newDate()) {
            var exchange = exchanges.byId(event.exchangeId());
            changed(exchange.id(), exchange.version(), new PreviousDetails(event.oldDate(), exchange.budget()));
        }
    }

    @EventListener
    void on(ExchangeEvent.CalledOff event) {
        toEverybody(MailKind.CALLED_OFF, event.exchangeId(), "once", "");
    }

    /** Emails those who have confirmed their address; the others find it on their page once they have. */
    @EventListener
    void on(Announced event) {
        var id = String.valueOf(event.announcementId());
        queue(MailKind.ANNOUNCEMENT, event.exchangeId(), id, id, ParticipantView::confirmed);
    }

    private void changed(long exchangeId, long version, PreviousDetails before) {
        toEverybody(MailKind.CHANGED, exchangeId, String.valueOf(version), before.detail());
    }

    private void toEverybody(MailKind kind, long exchangeId, String occasion, String detail) {
        queue(kind, exchangeId, occasion, detail, person -> true);
    }

    private void queue(MailKind kind, long exchangeId, String occasion, String detail, Predicate<ParticipantView> who) {
        outbox.enqueueAll(participants.active(exchangeId).stream()
                .filter(ParticipantView::mailed)
                .filter(who)
                .map(person -> new MailOrder(kind, exchangeId, person.id(), occasion, detail, null))
                .toList());
    }
}
