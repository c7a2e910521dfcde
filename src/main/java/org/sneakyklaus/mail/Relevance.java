package org.sneakyklaus.mail;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.QueuedMail;
import org.sneakyklaus.participation.ParticipantView;

/** Decides whether a queued email is still true when it is about to be sent. */
final class Relevance {

    private Relevance() {}

    /** @param detail for an email about a draw, the number of that draw */
    static boolean isStillTrue(MailKind kind, String detail, ExchangeParticipant participant, Instant now) {
        var exchange = participant.exchange();
        var person = participant.person();
        return switch (kind) {
            case WITHDRAWAL, SOMEBODY_WITHDREW -> person.withdrawn();
            case REMOVED -> person.removed();
            // A guardian who is gone, too, got an email that names them.
            case PERSON_REMOVED -> person.removed() && participant.reader().active();
            // Another participant may have the same address: its links are collected when the email is composed.
            case FIND_EXCHANGES -> true;
            case GUARDIAN ->
                !exchange.state().isOver()
                        && person.active()
                        && participant.people().stream().anyMatch(ParticipantView::active);
            case LEAVE_REQUEST -> person.active() && person.leaveRequested();
            case REGISTRATION_CONFIRMATION ->
                person.active() && !exchange.state().isOver();
            case SIGN_IN, ADDRESS_CHANGE, CALLED_OFF, ANNOUNCEMENT, WAY_CHANGED, SOMEBODY_REGISTERED -> person.active();
            // All participants get an email about each change of the draw, even if another change followed.
            case PAIRING, DRAWN_AGAIN, DRAW_ADJUSTED, DRAW_CANCELLED -> person.active();
            // Also once it is over: a date that was moved, and passed at once, must not go unnoticed.
            case CHANGED ->
                person.active()
                        && (exchange.state() == ExchangeState.MATCHED || exchange.state() == ExchangeState.COMPLETED);
            case HAVE_YOU_LOOKED -> person.active() && !person.leaveRequested() && isPresentDraw(detail, exchange);
            case REMINDER ->
                person.active()
                        && person.reminderEnabled()
                        && exchange.state() == ExchangeState.MATCHED
                        && now.isBefore(exchange.exchangeDate().toInstant());
            case INVITED_AGAIN,
                    REGISTRATION_CLOSED,
                    NOT_DRAWN,
                    DRAWN,
                    COMPLETED,
                    PURGE_WARNING,
                    JOB_FAILED,
                    UNDELIVERED,
                    WEBHOOK_PAUSED,
                    PASSWORD_RESET,
                    ADMIN_ADDRESS,
                    ADMIN_MOVES,
                    TEST -> throw new IllegalArgumentException(kind + " is about no participant");
        };
    }

    /** Decides the same for an email about an exchange and none of its participants. */
    static boolean isStillTrue(QueuedMail mail, ExchangeView exchange) {
        return switch (mail.kind()) {
            case REGISTRATION_CLOSED, NOT_DRAWN -> exchange.state() == ExchangeState.REGISTRATION_CLOSED;
            case DRAWN -> isPresentDraw(mail.detail(), exchange);
            // An exchange that ended after this email was queued has ended again, and another email is queued for that.
            case PURGE_WARNING -> hasEndedBefore(mail.queuedAt(), exchange);
            case COMPLETED -> exchange.state() == ExchangeState.COMPLETED && hasEndedBefore(mail.queuedAt(), exchange);
            default -> throw new IllegalArgumentException(mail + " is about a participant or no exchange");
        };
    }

    private static boolean hasEndedBefore(Instant queuedAt, ExchangeView exchange) {
        return end(exchange).filter(end -> !end.isAfter(queuedAt)).isPresent();
    }

    /** Returns since when an exchange awaits its deletion; empty if it does not. */
    private static Optional<Instant> end(ExchangeView exchange) {
        return Optional.ofNullable(
                        switch (exchange.state()) {
                            case DRAFT, REGISTRATION_OPEN, REGISTRATION_CLOSED -> exchange.exchangeDate();
                            case MATCHED -> null;
                            case COMPLETED -> exchange.completedAt();
                            case CANCELLED -> exchange.cancelledAt();
                        })
                .map(ZonedDateTime::toInstant);
    }

    private static boolean isPresentDraw(String drawNumber, ExchangeView exchange) {
        return exchange.state() == ExchangeState.MATCHED && drawNumber.equals(String.valueOf(exchange.drawNumber()));
    }
}
