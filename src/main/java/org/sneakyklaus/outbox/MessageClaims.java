package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Performs the database steps of a delivery, each in its own transaction, because nothing is sent within one.
 *
 * @param <T> the kind of message
 * @param <Q> what sending it needs
 */
@Transactional
public abstract class MessageClaims<T extends OutboundMessage, Q extends Queued> {

    /**
     * A message that this process has claimed for sending.
     *
     * @param unknownSince when it was first handed over without an answer; null if every attempt was answered
     */
    public record Claim<Q extends Queued>(
            Q message, @Nullable Instant unknownSince) {

        /** Returns this claim with {@code unknownSince} set, unless it was set before. */
        public Claim<Q> unknownSince(Instant instant) {
            return unknownSince == null ? new Claim<>(message, instant) : this;
        }
    }

    /** How long a claim lasts. */
    public static final Duration CLAIM = Duration.ofMinutes(5);

    /** How long the claim of a message lasts that waits for its answer: longer than any answer is waited for. */
    private static final Duration WAITING = Duration.ofMinutes(11);

    private static final int MAX_ERROR = 1000;
    private static final String CUT_OFF = "It was being sent when the application stopped";

    private final OutboundMessageRepository<T> messages;
    private final Duration repeatable;
    private final Clock clock;

    /** @param repeatable how long after an unanswered attempt a repeat is recognised */
    protected MessageClaims(OutboundMessageRepository<T> messages, Duration repeatable, Clock clock) {
        this.messages = messages;
        this.repeatable = repeatable;
        this.clock = clock;
    }

    /**
     * Releases stale claims of processes that are gone or stuck. Marks a message as UNKNOWN if it may have been accepted
     * too long ago for a repeat to be recognised.
     */
    public void freeStale() {
        var now = clock.instant();
        messages.giveUpUnknown(now, now.minus(repeatable), CUT_OFF);
        messages.freeStale(now);
    }

    /** Claims one message for sending; empty if another process has claimed it, or it is gone. */
    public Optional<Claim<Q>> claim(long id, String transport) {
        return isClaimed(id, transport) ? messages.findById(id).map(this::claimOf) : Optional.empty();
    }

    /** Claims all of these messages; none, and the transaction is rolled back, if another process has one of them. */
    protected List<Claim<Q>> claimAll(List<T> due, String transport) {
        if (!due.stream().allMatch(message -> isClaimed(message.id(), transport))) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return List.of();
        }
        return due.stream().map(this::claimOf).toList();
    }

    private boolean isClaimed(long id, String transport) {
        var now = clock.instant();
        return messages.claim(id, transport, now, now.plus(CLAIM)) == 1;
    }

    @SuppressWarnings("unchecked") // a kind of message has one kind of what sending needs
    private Claim<Q> claimOf(T message) {
        return new Claim<>((Q) message.queued(), message.unknownSince());
    }

    /** Extends this process's claims while the answers are pending. */
    public void keep(Set<Long> ids) {
        messages.keep(ids, clock.instant().plus(WAITING));
    }

    /** Extends a claim of this process; false if the message was cancelled meanwhile. */
    public boolean isStillClaimed(Q message) {
        return messages.extend(
                        message.id(), message.messageKey(), clock.instant().plus(CLAIM))
                == 1;
    }

    /**
     * Marks a message as sent.
     *
     * @return whether it was still there
     */
    public boolean sent(Q message, @Nullable String providerId) {
        return messages.markSent(message.id(), message.messageKey(), providerId, clock.instant()) == 1;
    }

    /**
     * Schedules another attempt, or ends the attempts; the admin decides what happens next.
     *
     * @param wait how long to wait before the next attempt; empty to give up
     * @return the new state
     */
    public OutboxState failed(Claim<Q> claim, Optional<Duration> wait, String error) {
        var message = claim.message();
        var next = wait.map(clock.instant()::plus).filter(instant -> isRecognised(claim, instant));
        if (next.isPresent()) {
            messages.markFailed(
                    message.id(),
                    message.messageKey(),
                    OutboxState.PENDING,
                    next.get(),
                    claim.unknownSince(),
                    shortened(error));
            return OutboxState.PENDING;
        }
        var state = claim.unknownSince() == null ? OutboxState.FAILED : OutboxState.UNKNOWN;
        gaveUp(message, state, error);
        return state;
    }

    /** Ends the attempts; the admin decides what happens next. */
    public void gaveUp(Q message, OutboxState state, String error) {
        messages.markFailed(message.id(), message.messageKey(), state, clock.instant(), null, shortened(error));
    }

    /** Postpones a message that the receiver did not consider; this does not count as an attempt. */
    public void postponed(Q message, Instant next, String reason) {
        messages.postpone(message.id(), message.messageKey(), next, shortened(reason));
    }

    /** Ends a message that is no longer worth sending. */
    public void cancelled(Q message) {
        messages.markCancelled(message.id(), message.messageKey());
    }

    private boolean isRecognised(Claim<Q> claim, Instant instant) {
        var since = claim.unknownSince();
        return since == null || !instant.isAfter(since.plus(repeatable));
    }

    private static String shortened(String error) {
        return error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
    }
}
