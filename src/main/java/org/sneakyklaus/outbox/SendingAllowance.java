package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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
public class SendingAllowance {

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
        var left = left(perDay);
        var leftForAll = leftForAll(perDay);
        return leftForAll > 0
                ? new Allowance((int) Math.min(atMost, leftForAll), 0)
                : new Allowance((int) Math.max(0, Math.min(atMost, left)), MailKind.highestPriority());
    }

    /**
     * Returns the day, in UTC, on which the last email leaves if so many more were queued; empty if all may leave today.
     */
    public Optional<Instant> lastDay(long more) {
        var perDay = limits.perDay();
        if (perDay == null) {
            return Optional.empty();
        }
        long later = mails.countByState(OutboxState.PENDING) + more - Math.max(0, leftForAll(perDay));
        long eachDay = Math.max(1, forAll(perDay));
        return later <= 0
                ? Optional.empty()
                : Optional.of(beginOfDay(clock.instant()).plus((later + eachDay - 1) / eachDay, ChronoUnit.DAYS));
    }

    private long left(int perDay) {
        return perDay - sent(Integer.MAX_VALUE);
    }

    private long leftForAll(int perDay) {
        return Math.min(left(perDay), forAll(perDay) - sent(MailKind.highestPriority() - 1));
    }

    /** Some of each day are reserved for what people wait for. */
    private static int forAll(int perDay) {
        return perDay - Math.max(1, perDay / RESERVED_PART);
    }

    /** Returns when the day of the limit began, in UTC. */
    static Instant beginOfDay(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS);
    }

    private long sent(int mostUrgent) {
        return mails.countSent(transport.name(), beginOfDay(clock.instant()), mostUrgent);
    }
}
