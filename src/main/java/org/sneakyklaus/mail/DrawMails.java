package org.sneakyklaus.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.DrawEvent;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.MailOrder;
import org.sneakyklaus.outbox.Outbox;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Queues the same emails about a draw to all participants who can be sent emails. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class DrawMails {

    private final Outbox outbox;
    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;

    DrawMails(Outbox outbox, ExchangeQueries exchanges, ParticipantQueries participants) {
        this.outbox = outbox;
        this.exchanges = exchanges;
        this.participants = participants;
    }

    @EventListener
    void on(DrawEvent.Matched event) {
        aboutDraw(MailKind.PAIRING, event.exchangeId(), event.drawNumber());
    }

    @EventListener
    void on(DrawEvent.Redrawn event) {
        aboutDraw(MailKind.DRAWN_AGAIN, event.exchangeId(), event.drawNumber());
    }

    /** Not to those who joined with it: their welcome, queued in the same transaction, says that names are drawn. */
    @EventListener
    void on(DrawEvent.Adjusted event) {
        var present = everybody(event.exchangeId()).stream()
                .filter(id -> !event.joined().contains(id))
                .toList();
        aboutDraw(MailKind.DRAW_ADJUSTED, event.exchangeId(), present, event.drawNumber());
    }

    @EventListener
    void on(ExchangeEvent.DrawUndone event) {
        aboutDraw(MailKind.DRAW_CANCELLED, event.exchangeId(), event.drawNumber());
    }

    /**
     * Asks participants to check who they drew, even if they turned reminders off: this is no reminder of the day.
     * Skips participants who asked to leave or said "this was not me": they have nothing to look up.
     */
    @EventListener
    void on(DrawEvent.AskedToLook event) {
        var stay = participants.active(event.exchangeId()).stream()
                .filter(person -> person.mailed() && !person.leaveRequested())
                .map(ParticipantView::id)
                .toList();
        var day = event.day().toString();
        queue(MailKind.HAVE_YOU_LOOKED, event.exchangeId(), stay, day, event.drawNumber(), null);
    }

    @EventListener
    void on(DrawEvent.ReminderDue event) {
        var exchange = exchanges.byId(event.exchangeId());
        queue(
                MailKind.REMINDER,
                event.exchangeId(),
                event.participantIds(),
                event.planned().toString(),
                exchange.drawNumber(),
                exchange.exchangeDate().toInstant());
    }

    private void aboutDraw(MailKind kind, long exchangeId, int drawNumber) {
        aboutDraw(kind, exchangeId, everybody(exchangeId), drawNumber);
    }

    private void aboutDraw(MailKind kind, long exchangeId, List<Long> participantIds, int drawNumber) {
        queue(kind, exchangeId, participantIds, String.valueOf(drawNumber), drawNumber, null);
    }

    private List<Long> everybody(long exchangeId) {
        return participants.active(exchangeId).stream()
                .filter(ParticipantView::mailed)
                .map(ParticipantView::id)
                .toList();
    }

    private void queue(
            MailKind kind,
            long exchangeId,
            List<Long> participantIds,
            String occasion,
            int drawNumber,
            @Nullable Instant useUntil) {
        outbox.enqueueAll(participantIds.stream()
                .map(id -> new MailOrder(kind, exchangeId, id, occasion, String.valueOf(drawNumber), useUntil))
                .toList());
    }
}
