package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is left of the daily limit, of which a tenth, but one e-mail at least, is kept for signing in. Counted are the
 * rows that were sent on this day in UTC, so e-mails of an exchange that was deleted since count no more.
 */
@Component
@Transactional(readOnly = true)
class SendingAllowance {

    /** So many e-mails, none of which may be less urgent than this. */
    record Allowance(int count, int leastPriority) {}

    private static final int RESERVED_PART = 10;

    private final OutboundEmailRepository mails;
    private final MailTransport transport;
    private final SendingLimits limits;
    private final Clock clock;

    SendingAllowance(OutboundEmailRepository mails, MailTransport transport, SendingLimits limits, Clock clock) {
        this.mails = mails;
        this.transport = transport;
        this.limits = limits;
        this.clock = clock;
    }

    /** What may still leave today, but no more than so many e-mails. */
    Allowance today(int atMost) {
        var perDay = limits.perDay();
        if (perDay == null) {
            return new Allowance(atMost, 0);
        }
        var urgent = MailKind.highestPriority();
        var day = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
        var left = perDay - sent(day, Integer.MAX_VALUE);
        var reserved = Math.max(1, perDay / RESERVED_PART);
        var leftForAll = Math.min(left, perDay - reserved - sent(day, urgent - 1));
        return leftForAll > 0
                ? new Allowance((int) Math.min(atMost, leftForAll), 0)
                : new Allowance((int) Math.max(0, Math.min(atMost, left)), urgent);
    }

    private long sent(Instant since, int mostUrgent) {
        return mails.countSent(transport.name(), since, mostUrgent);
    }
}
