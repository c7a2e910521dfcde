package org.sneakyklaus.mail;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.outbox.QueuedMail;

/** Whether a queued e-mail still tells something true when it is about to be sent. */
final class Relevance {

    private Relevance() {}

    /** @param detail of a mail about a draw, the number of that draw */
    static boolean isStillTrue(MailKind kind, String detail, ExchangeParticipant participant, Instant now) {
        var exchange = participant.exchange();
        var person = participant.person();
        return switch (kind) {
            case WITHDRAWAL, SOMEBODY_WITHDREW -> person.withdrawn();
            case REMOVED -> person.removed();
            // Somebody else's place may have the same address: its links are gathered when the mail is made.
            case FIND_EXCHANGES -> true;
            case LEAVE_REQUEST -> person.active() && person.leaveRequested();
            case REGISTRATION_CONFIRMATION ->
                person.active() && !exchange.state().isOver();
            case SIGN_IN, ADDRESS_CHANGE, CALLED_OFF, SOMEBODY_REGISTERED -> person.active();
            // Everybody hears of each change of the draw, also of one that the next has overtaken.
            case PAIRING, DRAWN_AGAIN, DRAW_ADJUSTED, DRAW_CANCELLED -> person.active();
            case CHANGED -> person.active() && exchange.state() == ExchangeState.MATCHED;
            case HAVE_YOU_LOOKED -> person.active() && !person.leaveRequested() && isPresentDraw(detail, exchange);
            case REMINDER ->
                person.active()
                        && person.reminderEnabled()
                        && exchange.state() == ExchangeState.MATCHED
                        && now.isBefore(exchange.exchangeDate().toInstant());
            case REGISTRATION_CLOSED,
                    DRAWN,
                    COMPLETED,
                    PURGE_WARNING,
                    JOB_FAILED,
                    UNDELIVERED,
                    PASSWORD_RESET,
                    ADMIN_ADDRESS,
                    ADMIN_MOVES,
                    TEST -> throw new IllegalArgumentException(kind + " is about no participant");
        };
    }

    /** The same of an e-mail about an exchange and none of its participants. */
    static boolean isStillTrue(QueuedMail mail, ExchangeView exchange) {
        return switch (mail.kind()) {
            case REGISTRATION_CLOSED -> exchange.state() == ExchangeState.REGISTRATION_CLOSED;
            case DRAWN -> isPresentDraw(mail.detail(), exchange);
            // Whatever ended after the mail was written has ended once more, and is written about anew.
            case PURGE_WARNING -> hasEndedBefore(mail.queuedAt(), exchange);
            case COMPLETED -> exchange.state() == ExchangeState.COMPLETED && hasEndedBefore(mail.queuedAt(), exchange);
            default -> throw new IllegalArgumentException(mail + " is about a participant or no exchange");
        };
    }

    private static boolean hasEndedBefore(Instant queuedAt, ExchangeView exchange) {
        return end(exchange).filter(end -> !end.isAfter(queuedAt)).isPresent();
    }

    /** Since when an exchange waits for being deleted; nothing while it does not. */
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
