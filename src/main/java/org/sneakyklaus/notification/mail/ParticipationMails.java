package org.sneakyklaus.notification.mail;

import org.sneakyklaus.notification.MailKind;
import org.sneakyklaus.notification.MailOrder;
import org.sneakyklaus.notification.Outbox;
import org.sneakyklaus.notification.OutboxQueries;
import org.sneakyklaus.participation.ParticipationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes about what happened to one participant. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ParticipationMails {

    private final Outbox outbox;
    private final OutboxQueries queued;

    ParticipationMails(Outbox outbox, OutboxQueries queued) {
        this.outbox = outbox;
        this.queued = queued;
    }

    @EventListener
    void on(ParticipationEvent.Registered event) {
        queue(MailKind.REGISTRATION_CONFIRMATION, event, event.occasion());
    }

    @EventListener
    void on(ParticipationEvent.SignInAsked event) {
        outbox.enqueue(new MailOrder(
                MailKind.SIGN_IN,
                event.exchangeId(),
                event.participantId(),
                event.occasion(),
                event.browserHash(),
                null));
    }

    @EventListener
    void on(ParticipationEvent.FindAsked event) {
        queue(MailKind.FIND_EXCHANGES, event, event.occasion());
    }

    @EventListener
    void on(ParticipationEvent.AddressChangeAsked event) {
        outbox.enqueue(new MailOrder(
                MailKind.ADDRESS_CHANGE,
                event.exchangeId(),
                event.participantId(),
                event.occasion(),
                event.newAddress(),
                null));
    }

    @EventListener
    void on(ParticipationEvent.Withdrawn event) {
        queue(MailKind.WITHDRAWAL, event, event.occasion());
    }

    /** Whom the admin put on the list of a draft and took off again has never heard of it, and does not now. */
    @EventListener
    void on(ParticipationEvent.Removed event) {
        if (queued.isAnyAbout(event.participantId())) {
            queue(MailKind.REMOVED, event, event.occasion());
        }
    }

    @EventListener
    void on(ParticipationEvent.LeaveAsked event) {
        queue(MailKind.LEAVE_REQUEST, event, event.occasion());
    }

    private void queue(MailKind kind, ParticipationEvent event, String occasion) {
        outbox.enqueue(new MailOrder(kind, event.exchangeId(), event.participantId(), occasion));
    }
}
