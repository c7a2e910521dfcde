package org.sneakyklaus.outbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.outbox.MessageClaims.Claim;
import org.sneakyklaus.outbox.PatientSending.Answer;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.support.DatabaseUnavailability;
import org.sneakyklaus.support.FailurePlace;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tries to send one email: claims its row, composes the text and hands it over outside any transaction, then marks the
 * row.
 */
@Component
class OutboxAttempts {

    /** The result of an attempt. */
    enum Outcome {
        SENT,
        /** Not accepted, for now or for good. */
        FAILED,
        /** Not worth sending any more. */
        CANCELLED,
        /** The provider accepts no emails at the moment. */
        PAUSED,
        /** Handed over; the result is recorded when the answer arrives. */
        WAITING
    }

    private record HandedOver(QueuedMail mail, @Nullable String providerId) {}

    private static final Logger log = LoggerFactory.getLogger(OutboxAttempts.class);
    private static final int MAX_RENDERINGS = 3;

    private final EmailClaims claims;
    private final MailComposer composer;
    private final MailTransport transport;
    private final PatientSending sending;
    private final SendingPause pause;
    private final MailTrouble trouble;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();
    private final Queue<HandedOver> unmarked = new ConcurrentLinkedQueue<>();
    /** The reason last logged for failures; null since an email was accepted. */
    private volatile @Nullable String told;

    OutboxAttempts(
            EmailClaims claims,
            MailComposer composer,
            MailTransport transport,
            PatientSending sending,
            SendingPause pause,
            MailTrouble trouble,
            Clock clock) {
        this.claims = claims;
        this.composer = composer;
        this.transport = transport;
        this.sending = sending;
        this.pause = pause;
        this.trouble = trouble;
        this.clock = clock;
    }

    /**
     * Tries to send the email of a row.
     *
     * @return empty if another process has claimed this row, or it is gone
     */
    Optional<Outcome> attempt(long id) {
        return claims.claim(id, transport.name()).map(this::deliver);
    }

    /** Returns the lowest priority that may be tried now; empty if too many emails wait for their answers. */
    OptionalInt leastPriority() {
        return sending.leastPriority();
    }

    /** Extends the claims of emails that wait for their answers, so that no other process sends them. */
    void keepClaims() {
        var waiting = sending.waiting();
        if (!waiting.isEmpty()) {
            claims.keep(waiting);
        }
    }

    /** Records what was accepted while the database was unavailable: it must not be sent again. */
    synchronized void markHandedOver() {
        for (var handed = unmarked.peek(); handed != null; handed = unmarked.peek()) {
            claims.sent(handed.mail(), handed.providerId());
            unmarked.remove(handed);
        }
    }

    /** Releases the transport's open connections while there is nothing to send. */
    void rest() {
        transport.rest();
    }

    private Outcome deliver(Claim<QueuedMail> claim) {
        var mail = claim.message();
        Optional<MailMessage> message;
        try {
            message = isPastUse(mail) ? Optional.empty() : composer.compose(mail);
        } catch (DataAccessException | TransactionException e) {
            return failed(claim, FailurePlace.of(e), nextWait(mail));
        } catch (RuntimeException e) {
            return failed(
                    claim, FailurePlace.of(e), nextWait(mail).filter(wait -> mail.attempts() + 1 < MAX_RENDERINGS));
        }
        if (message.isEmpty() || wasRevoked(mail)) {
            claims.cancelled(mail);
            return Outcome.CANCELLED;
        }
        return send(claim, message.get());
    }

    /** Composing it issued a link for another address; one that was revoked before that would work. */
    private boolean wasRevoked(QueuedMail mail) {
        return mail.kind() == MailKind.ADDRESS_CHANGE && !claims.isStillClaimed(mail);
    }

    private Outcome send(Claim<QueuedMail> claim, MailMessage message) {
        var begin = clock.instant();
        var outcome = sending.send(message, answer -> settleLate(claim, begin, answer))
                .map(answer -> settle(claim, begin, answer));
        if (outcome.isEmpty()) {
            keepClaims();
        }
        return outcome.orElse(Outcome.WAITING);
    }

    private void settleLate(Claim<QueuedMail> claim, Instant begin, Answer answer) {
        try {
            log.info(
                    "Email {} settled late, after {} s",
                    claim.message().id(),
                    answer.took().toSeconds());
            settle(claim, begin, answer);
        } catch (DataAccessException | TransactionException e) {
            DatabaseUnavailability.complain(
                    log, "Result of mail " + claim.message().id() + " could not be recorded", e);
        }
    }

    private Outcome settle(Claim<QueuedMail> claim, Instant begin, Answer answer) {
        var failure = answer.failure();
        if (failure != null) {
            trouble.met(failure, answer.took());
            return notAccepted(claim, begin, failure);
        }
        unmarked.add(new HandedOver(claim.message(), answer.providerId()));
        pause.end();
        trouble.end();
        told = null;
        markHandedOver();
        return Outcome.SENT;
    }

    private Outcome notAccepted(Claim<QueuedMail> claim, Instant begin, TransportException answer) {
        return switch (answer.kind()) {
            case BUSY, QUOTA, LOCKED_OUT -> {
                claims.postponed(claim.message(), pause.begin(answer), answer.getMessage());
                yield Outcome.PAUSED;
            }
            case REFUSED -> {
                pause.end();
                claims.gaveUp(claim.message(), OutboxState.FAILED, answer.getMessage());
                tellGaveUp(claim.message());
                yield Outcome.FAILED;
            }
            case LATER -> failed(claim, answer.getMessage(), nextWait(claim.message()));
            case UNKNOWN ->
                failed(
                        claim.unknownSince(begin),
                        answer.getMessage(),
                        nextWait(claim.message()).filter(wait -> transport.isRepeatSafe()));
        };
    }

    /** @param wait how long to wait before the next attempt; empty to give up */
    private Outcome failed(Claim<QueuedMail> claim, String reason, Optional<Duration> wait) {
        if (claims.failed(claim, wait, reason) == OutboxState.PENDING) {
            tellOnce(claim.message(), reason);
        } else {
            tellGaveUp(claim.message());
        }
        return Outcome.FAILED;
    }

    /** Logs a reason only when it changes: many emails fail for one cause, and the outbox page shows each of them. */
    private void tellOnce(QueuedMail mail, String reason) {
        if (!reason.equals(told)) {
            told = reason;
            log.warn("Email {} ({}) not accepted, will retry: {}", mail.id(), mail.kind(), reason);
        }
    }

    private static void tellGaveUp(QueuedMail mail) {
        log.warn(
                "Email {} ({}) failed after {} attempts; the outbox page says why and can send it again",
                mail.id(),
                mail.kind(),
                mail.attempts() + 1);
    }

    private Optional<Duration> nextWait(QueuedMail mail) {
        return RetrySchedule.OF_EMAILS.waitAfter(mail.attempts() + 1, random);
    }

    private boolean isPastUse(QueuedMail mail) {
        return mail.useUntil() != null && !clock.instant().isBefore(mail.useUntil());
    }
}
