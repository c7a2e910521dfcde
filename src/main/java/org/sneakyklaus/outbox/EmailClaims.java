package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.database.DeletedRemains;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The claims of emails. */
@Component
class EmailClaims extends MessageClaims<OutboundEmail, QueuedMail> {

    // Resend recognises a key for 24 hours.
    private static final Duration REPEATABLE = Duration.ofHours(23);

    private final OutboundEmailRepository mails;
    private final DeletedRemains remains;
    private final MailMetrics metrics;
    private final Clock clock;

    EmailClaims(OutboundEmailRepository mails, DeletedRemains remains, MailMetrics metrics, Clock clock) {
        super(mails, REPEATABLE, clock);
        this.mails = mails;
        this.remains = remains;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Returns the ids of due emails, the most urgent first. */
    @Transactional(readOnly = true)
    public List<Long> due(int limit, int leastPriority) {
        return mails.findDueIds(clock.instant(), leastPriority, MailKind.ABOUT_SOMEBODY_TO_ADMIN, Limit.of(limit));
    }

    /** Also notes an email that was deleted meanwhile: it may have been captured after all, the next purge looks for it. */
    @Override
    @Transactional
    public boolean sent(QueuedMail mail, @Nullable String providerId) {
        var marked = super.sent(mail, providerId);
        if (marked) {
            metrics.sent(mail.kind());
        } else if (mails.findById(mail.id()).isEmpty()) {
            remains.expect();
        }
        return marked;
    }
}
