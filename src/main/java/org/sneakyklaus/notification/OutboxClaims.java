package org.sneakyklaus.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.database.DeletedRemains;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The steps of a delivery in the database, each a transaction of its own, since no mail is sent within one. */
@Component
@Transactional
class OutboxClaims {

    private static final Duration CLAIM = Duration.ofMinutes(5);
    private static final int MAX_ERROR = 1000;

    private final OutboundEmailRepository mails;
    private final DeletedRemains remains;
    private final Clock clock;

    OutboxClaims(OutboundEmailRepository mails, DeletedRemains remains, Clock clock) {
        this.mails = mails;
        this.remains = remains;
        this.clock = clock;
    }

    /** Gives back what a process that is gone, or stuck, had claimed. */
    void freeStale() {
        mails.freeStale(clock.instant());
    }

    @Transactional(readOnly = true)
    List<Long> due(int limit) {
        return mails.findDueIds(clock.instant(), Limit.of(limit));
    }

    /** Takes one e-mail for sending; nothing when somebody else has it, or it is gone. */
    Optional<QueuedMail> claim(long id, String transport) {
        var now = clock.instant();
        return mails.claim(id, transport, now, now.plus(CLAIM)) == 1
                ? mails.findById(id).map(OutboundEmail::queued)
                : Optional.empty();
    }

    /** One that was deleted while it was on its way may have been captured after all: the next purge looks for it. */
    void sent(QueuedMail mail) {
        var marked = mails.markSent(mail.id(), mail.messageKey(), clock.instant());
        if (marked == 0 && mails.findById(mail.id()).isEmpty()) {
            remains.expect();
        }
    }

    void failed(QueuedMail mail, OutboxState state, Instant next, String error) {
        var shortened = error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
        mails.markFailed(mail.id(), mail.messageKey(), state, next, shortened);
    }

    void cancelled(QueuedMail mail) {
        mails.markCancelled(mail.id(), mail.messageKey());
    }
}
