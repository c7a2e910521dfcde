package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Computes what is left of the daily limit. Reserves a tenth of it, at least one email, for signing in. Counts the rows
 * sent today (UTC), so emails of an exchange deleted since do not count.
 */
@Component
@Transactional(readOnly = true)
class SendingAllowance {

    /** The number of emails that may leave, and the lowest priority they may have. */
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

    /** Returns what may still leave today, but no more than {@code atMost} emails. */
    Allowance today(int atMost) {
        var perDay = limits.perDay();
        if (perDay == null) {
            return new Allowance(atMost, 0);
        }
        var urgent = MailKind.highestPriority();
        var day = beginOfDay(clock.instant());
        var left = perDay - sent(day, Integer.MAX_VALUE);
        var leftForAll = Math.min(left, forAll(perDay) - sent(day, urgent - 1));
        return leftForAll > 0
                ? new Allowance((int) Math.min(atMost, leftForAll), 0)
                : new Allowance((int) Math.max(0, Math.min(atMost, left)), urgent);
    }

    /** Returns how many emails a day are not reserved for what people wait for. */
    static int forAll(int perDay) {
        return perDay - Math.max(1, perDay / RESERVED_PART);
    }

    /** Returns when the day of the limit began, in UTC. */
    static Instant beginOfDay(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS);
    }

    private long sent(Instant since, int mostUrgent) {
        return mails.countSent(transport.name(), since, mostUrgent);
    }
}
