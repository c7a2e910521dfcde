package org.sneakyklaus.mail;

import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.sneakyklaus.outbox.OutboxQueries;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.ParticipationEvent;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Queues emails to one participant about what happened to them; {@link AdminMails} emails the admin about it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ParticipationMails {

    private final Outbox outbox;
    private final OutboxQueries queued;
    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;

    ParticipationMails(
            Outbox outbox, OutboxQueries queued, ExchangeQueries exchanges, ParticipantQueries participants) {
        this.outbox = outbox;
        this.queued = queued;
        this.exchanges = exchanges;
        this.participants = participants;
    }

    @EventListener
    void on(ParticipationEvent.ConfirmationRequested event) {
        outbox.enqueue(toThem(MailKind.REGISTRATION_CONFIRMATION, event, event.occasion(), event.browserHash()));
    }

    @EventListener
    void on(ParticipationEvent.Invited event) {
        outbox.enqueueOrRefuse(toThem(MailKind.REGISTRATION_CONFIRMATION, event, event.occasion(), ""));
    }

    @EventListener
    void on(ParticipationEvent.SignInAsked event) {
        outbox.enqueue(toThem(MailKind.SIGN_IN, event, event.occasion(), event.browserHash()));
    }

    @EventListener
    void on(ParticipationEvent.FindAsked event) {
        outbox.enqueue(toThem(MailKind.FIND_EXCHANGES, event, event.occasion(), ""));
    }

    @EventListener
    void on(ParticipationEvent.AddressChangeAsked event) {
        outbox.enqueue(MailOrder.unasked(
                MailKind.ADDRESS_CHANGE,
                event.exchangeId(),
                event.participantId(),
                event.occasion(),
                event.newAddress(),
                new EmailAddress(event.newAddress())));
    }

    @EventListener
    void on(ParticipationEvent.GuardianChosen event) {
        // Never refused: others could use up the limit of this address, and its page shows these people anyway.
        if (participants.byId(event.participantId()).mailed()) {
            outbox.enqueue(toThem(MailKind.GUARDIAN, event, event.occasion(), ""));
        }
    }

    /** Emails who left; a guardian does it for the people they look after, and needs no email about them. */
    @EventListener
    void on(ParticipationEvent.Withdrawn event) {
        if (participants.byId(event.participantId()).mailed()) {
            queue(MailKind.WITHDRAWAL, event, event.occasion());
        }
    }

    /**
     * Emails a removed participant, or the guardian who stays, except about one that was added to a draft and removed
     * from it: no one was ever emailed about them.
     */
    @EventListener
    void on(ParticipationEvent.Removed event) {
        var person = participants.byId(event.participantId());
        var guardian = Optional.ofNullable(person.managedBy())
                .flatMap(participants::find)
                .filter(ParticipantView::active);
        var reader = person.lookedAfter() ? guardian : Optional.of(person);
        if (reader.filter(to -> to.mailed() && queued.isAnyAbout(to.id())).isPresent()) {
            queue(person.lookedAfter() ? MailKind.PERSON_REMOVED : MailKind.REMOVED, event, event.occasion());
        }
    }

    /** Emails everyone once names are drawn: then another way to a page shows who was drawn. */
    @EventListener
    void on(ParticipationEvent.WayChanged event) {
        if (exchanges.byId(event.exchangeId()).state().hasPairing()) {
            outbox.enqueueAll(participants.active(event.exchangeId()).stream()
                    .filter(ParticipantView::mailed)
                    .map(person -> new MailOrder(
                            MailKind.WAY_CHANGED,
                            event.exchangeId(),
                            person.id(),
                            event.occasion(),
                            event.kind() + "," + event.participantId(),
                            null))
                    .toList());
        }
    }

    private MailOrder toThem(MailKind kind, ParticipationEvent event, String occasion, String detail) {
        var address = participants.byId(event.participantId()).requiredEmail();
        return MailOrder.unasked(kind, event.exchangeId(), event.participantId(), occasion, detail, address);
    }

    private void queue(MailKind kind, ParticipationEvent event, String occasion) {
        outbox.enqueue(new MailOrder(kind, event.exchangeId(), event.participantId(), occasion));
    }
}
