package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.database.DeletedRemains;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Performs the database steps of a delivery, each in its own transaction, because no email is sent within one. */
@Component
@Transactional
class OutboxClaims {

    /**
     * An email that this process has claimed for sending.
     *
     * @param unknownSince when it was first handed over without an answer; null if every attempt was answered
     */
    record Claim(QueuedMail mail, @Nullable Instant unknownSince) {

        /** Returns this claim with {@code unknownSince} set, unless it was set before. */
        Claim unknownSince(Instant instant) {
            return unknownSince == null ? new Claim(mail, instant) : this;
        }

        /** Returns whether a provider still recognises a repeat at that instant. */
        boolean mayBeRepeatedAt(Instant instant) {
            return unknownSince == null || !instant.isAfter(unknownSince.plus(REPEATABLE));
        }
    }

    /** How long a claim lasts. */
    static final Duration CLAIM = Duration.ofMinutes(5);

    /** How long the claim of an email lasts that waits for its answer: longer than any answer is waited for. */
    private static final Duration WAITING = Duration.ofMinutes(11);

    // Resend recognises a key for 24 hours.
    private static final Duration REPEATABLE = Duration.ofHours(23);
    private static final int MAX_ERROR = 1000;
    private static final String CUT_OFF = "It was being sent when the application stopped";

    private final OutboundEmailRepository mails;
    private final DeletedRemains remains;
    private final MailMetrics metrics;
    private final Clock clock;

    OutboxClaims(OutboundEmailRepository mails, DeletedRemains remains, MailMetrics metrics, Clock clock) {
        this.mails = mails;
        this.remains = remains;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Releases stale claims of processes that are gone or stuck. Marks an email as UNKNOWN if it may have been accepted
     * too long ago for a repeat to be recognised.
     */
    void freeStale() {
        var now = clock.instant();
        mails.giveUpUnknown(now, now.minus(REPEATABLE), CUT_OFF);
        mails.freeStale(now);
    }

    /** Returns the ids of due emails, the most urgent first. */
    @Transactional(readOnly = true)
    List<Long> due(int limit, int leastPriority) {
        return mails.findDueIds(clock.instant(), leastPriority, MailKind.ABOUT_SOMEBODY_TO_ADMIN, Limit.of(limit));
    }

    /** Claims one email for sending; empty if another process has claimed it, or it is gone. */
    Optional<Claim> claim(long id, String transport) {
        var now = clock.instant();
        return mails.claim(id, transport, now, now.plus(CLAIM)) == 1
                ? mails.findById(id).map(mail -> new Claim(mail.queued(), mail.unknownSince()))
                : Optional.empty();
    }

    /** Extends this process's claims while the answers are pending. */
    void keep(Set<Long> ids) {
        mails.keep(ids, clock.instant().plus(WAITING));
    }

    /**
     * Marks an email as sent. If it was deleted meanwhile, it may have been captured after all: the next purge looks
     * for it.
     */
    void sent(QueuedMail mail, @Nullable String providerId) {
        var marked = mails.markSent(mail.id(), mail.messageKey(), providerId, clock.instant());
        if (marked == 1) {
            metrics.sent(mail.kind());
        } else if (mails.findById(mail.id()).isEmpty()) {
            remains.expect();
        }
    }

    /** Schedules another attempt. */
    void failed(Claim claim, Instant next, String error) {
        var mail = claim.mail();
        mails.markFailed(
                mail.id(), mail.messageKey(), OutboxState.PENDING, next, claim.unknownSince(), shortened(error));
    }

    /** Ends the attempts; the admin decides what happens next. */
    void gaveUp(QueuedMail mail, OutboxState state, String error) {
        mails.markFailed(mail.id(), mail.messageKey(), state, clock.instant(), null, shortened(error));
    }

    /** Postpones an email that the provider did not consider; this does not count as an attempt. */
    void postponed(QueuedMail mail, Instant next, String reason) {
        mails.postpone(mail.id(), mail.messageKey(), next, shortened(reason));
    }

    void cancelled(QueuedMail mail) {
        mails.markCancelled(mail.id(), mail.messageKey());
    }

    private static String shortened(String error) {
        return error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
    }
}
