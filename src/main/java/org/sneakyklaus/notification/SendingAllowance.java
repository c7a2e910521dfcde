package org.sneakyklaus.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.OptionalInt;
import org.sneakyklaus.notification.transport.MailTransport;
import org.sneakyklaus.notification.transport.SendingLimits;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is left of the daily limit, of which a tenth, but one e-mail at least, is kept for signing in. Counted are the
 * rows that were sent on this day in UTC, so e-mails of an exchange that was deleted since count no more.
 */
@Component
@Transactional(readOnly = true)
class SendingAllowance {

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

    /** The least urgent that may still leave today; empty when nothing may. */
    OptionalInt leastPriority() {
        var perDay = limits.perDay();
        if (perDay == null) {
            return OptionalInt.of(0);
        }
        var urgent = MailKind.highestPriority();
        var day = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
        if (sent(day, Integer.MAX_VALUE) >= perDay) {
            return OptionalInt.empty();
        }
        var reserved = Math.max(1, perDay / RESERVED_PART);
        return OptionalInt.of(sent(day, urgent - 1) < perDay - reserved ? 0 : urgent);
    }

    private long sent(Instant since, int mostUrgent) {
        return mails.countSent(transport.name(), since, mostUrgent);
    }
}
