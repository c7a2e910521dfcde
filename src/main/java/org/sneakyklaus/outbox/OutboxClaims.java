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

/** The steps of a delivery in the database, each a transaction of its own, since no mail is sent within one. */
@Component
@Transactional
class OutboxClaims {

    /**
     * An e-mail that is this process's to send.
     *
     * @param unknownSince when it was first handed over without an answer; null while every attempt was answered
     */
    record Claim(QueuedMail mail, @Nullable Instant unknownSince) {

        /** The same, handed over without an answer at an instant, if not before. */
        Claim unknownSince(Instant instant) {
            return unknownSince == null ? new Claim(mail, instant) : this;
        }

        /** Whether a provider still knows it again then. */
        boolean mayBeRepeatedAt(Instant instant) {
            return unknownSince == null || !instant.isAfter(unknownSince.plus(REPEATABLE));
        }
    }

    /** How long an e-mail is one process's to send. */
    static final Duration CLAIM = Duration.ofMinutes(5);

    /** How long one that waits for its answer is: longer than any answer is waited for. */
    private static final Duration WAITING = Duration.ofMinutes(11);

    // Resend knows a key for 24 hours.
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
     * Gives back what a process that is gone, or stuck, had claimed. What may have been accepted too long ago to be
     * known again becomes UNKNOWN.
     */
    void freeStale() {
        var now = clock.instant();
        mails.giveUpUnknown(now, now.minus(REPEATABLE), CUT_OFF);
        mails.freeStale(now);
    }

    /** The most urgent first. */
    @Transactional(readOnly = true)
    List<Long> due(int limit, int leastPriority) {
        return mails.findDueIds(clock.instant(), leastPriority, MailKind.ABOUT_SOMEBODY_TO_ADMIN, Limit.of(limit));
    }

    /** Takes one e-mail for sending; nothing when somebody else has it, or it is gone. */
    Optional<Claim> claim(long id, String transport) {
        var now = clock.instant();
        return mails.claim(id, transport, now, now.plus(CLAIM)) == 1
                ? mails.findById(id).map(mail -> new Claim(mail.queued(), mail.unknownSince()))
                : Optional.empty();
    }

    /** Goes on with what this process has, since the other side has not answered yet. */
    void keep(Set<Long> ids) {
        mails.keep(ids, clock.instant().plus(WAITING));
    }

    /** One that was deleted while it was on its way may have been captured after all: the next purge looks for it. */
    void sent(QueuedMail mail, @Nullable String providerId) {
        var marked = mails.markSent(mail.id(), mail.messageKey(), providerId, clock.instant());
        if (marked == 1) {
            metrics.sent(mail.kind());
        } else if (mails.findById(mail.id()).isEmpty()) {
            remains.expect();
        }
    }

    /** It is tried again later. */
    void failed(Claim claim, Instant next, String error) {
        var mail = claim.mail();
        mails.markFailed(
                mail.id(), mail.messageKey(), OutboxState.PENDING, next, claim.unknownSince(), shortened(error));
    }

    /** It waits for the admin's word. */
    void gaveUp(QueuedMail mail, OutboxState state, String error) {
        mails.markFailed(mail.id(), mail.messageKey(), state, clock.instant(), null, shortened(error));
    }

    /** The provider did not look at it: it waits, and that was no attempt. */
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
