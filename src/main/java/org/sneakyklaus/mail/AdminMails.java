package org.sneakyklaus.mail;

import java.time.Clock;
import java.util.function.Predicate;
import org.sneakyklaus.draw.DrawEvent;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangesCompleted;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.sneakyklaus.participation.ParticipationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Queues emails to the admin about events in an exchange, as far as they are turned on there; {@link ParticipationMails}
 * emails the participant.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AdminMails {

    private final Outbox outbox;
    private final NotificationPreferences preferences;
    private final Clock clock;

    AdminMails(Outbox outbox, NotificationPreferences preferences, Clock clock) {
        this.outbox = outbox;
        this.preferences = preferences;
        this.clock = clock;
    }

    @EventListener
    void on(ParticipationEvent.Joined event) {
        if (isOn(event.exchangeId(), NotificationSwitches::newRegistration)) {
            outbox.enqueue(new MailOrder(
                    MailKind.SOMEBODY_REGISTERED, event.exchangeId(), event.participantId(), event.occasion()));
        }
    }

    @EventListener
    void on(ParticipationEvent.Withdrawn event) {
        if (isOn(event.exchangeId(), NotificationSwitches::withdrawal)) {
            outbox.enqueue(new MailOrder(
                    MailKind.SOMEBODY_WITHDREW, event.exchangeId(), event.participantId(), event.occasion()));
        }
    }

    /** Someone waits for the admin's answer, so no switch turns this off. */
    @EventListener
    void on(ParticipationEvent.LeaveAsked event) {
        outbox.enqueue(
                new MailOrder(MailKind.LEAVE_REQUEST, event.exchangeId(), event.participantId(), event.occasion()));
    }

    @EventListener
    void on(ExchangeEvent.Closed event) {
        var notDrawn = event.notDrawn();
        if (notDrawn != null) {
            // The admin relies on a draw that did not happen, so no switch turns this off.
            outbox.enqueue(MailOrder.toAdmin(MailKind.NOT_DRAWN, event.exchangeId(), now(), notDrawn.name()));
        } else if (isOn(event.exchangeId(), NotificationSwitches::registrationClosed)) {
            outbox.enqueue(MailOrder.toAdmin(MailKind.REGISTRATION_CLOSED, event.exchangeId(), now(), ""));
        }
    }

    @EventListener
    void on(DrawEvent.Matched event) {
        drawn(event.exchangeId(), event.drawNumber());
    }

    @EventListener
    void on(DrawEvent.Redrawn event) {
        drawn(event.exchangeId(), event.drawNumber());
    }

    /** Queues an email each time an exchange is completed; a rescheduled one can be completed again. */
    @EventListener
    void on(ExchangesCompleted event) {
        var switches = preferences.of(event.exchangeIds());
        var occasion = now();
        outbox.enqueueAll(event.exchangeIds().stream()
                .filter(id ->
                        switches.getOrDefault(id, NotificationSwitches.DEFAULT).completed())
                .map(id -> MailOrder.toAdmin(MailKind.COMPLETED, id, occasion, ""))
                .toList());
    }

    private void drawn(long exchangeId, int drawNumber) {
        if (isOn(exchangeId, NotificationSwitches::drawn)) {
            var number = String.valueOf(drawNumber);
            outbox.enqueue(MailOrder.toAdmin(MailKind.DRAWN, exchangeId, number, number));
        }
    }

    private boolean isOn(long exchangeId, Predicate<NotificationSwitches> which) {
        return which.test(preferences.of(exchangeId));
    }

    private String now() {
        return clock.instant().toString();
    }
}
