package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.sneakyklaus.support.MailDelay;
import org.sneakyklaus.support.SendingSwitch;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Summarises the outbox. */
@Component
public class OutboxSummaries implements MailDelay {

    private final OutboxBacklog backlog;
    private final OutboundEmailRepository mails;
    private final MailTransport transport;
    private final SendingLimits limits;
    private final SendingPause pause;
    private final MailTrouble trouble;
    private final SendingSwitch sending;
    private final Clock clock;

    OutboxSummaries(
            OutboxBacklog backlog,
            OutboundEmailRepository mails,
            MailTransport transport,
            SendingLimits limits,
            SendingPause pause,
            MailTrouble trouble,
            SendingSwitch sending,
            Clock clock) {
        this.backlog = backlog;
        this.mails = mails;
        this.transport = transport;
        this.limits = limits;
        this.pause = pause;
        this.trouble = trouble;
        this.sending = sending;
        this.clock = clock;
    }

    /** Returns the current summary; the pause is that of this process. */
    @Transactional(readOnly = true)
    public OutboxSummary now() {
        var day = SendingAllowance.beginOfDay(clock.instant());
        return new OutboxSummary(
                backlog.depths(),
                mails.countSent(transport.name(), day, Integer.MAX_VALUE),
                day,
                limits.perDay(),
                backlog.oldestWaiting().orElse(null),
                stopped().orElse(null),
                pause.until().orElse(null),
                isHeldUp());
    }

    /**
     * Returns the day, in UTC, on which the last email leaves if so many more were queued; empty if the daily limit lets
     * all leave today, or there is none.
     */
    @Transactional(readOnly = true)
    public Optional<Instant> lastDay(long more) {
        var perDay = limits.perDay();
        if (perDay == null) {
            return Optional.empty();
        }
        var today = SendingAllowance.beginOfDay(clock.instant());
        long eachDay = Math.max(1, SendingAllowance.forAll(perDay));
        long waiting = mails.countByState(OutboxState.PENDING) + more;
        long later = waiting - Math.max(0, eachDay - mails.countSent(transport.name(), today, Integer.MAX_VALUE));
        return later <= 0
                ? Optional.empty()
                : Optional.of(today.plus((later + eachDay - 1) / eachDay, ChronoUnit.DAYS));
    }

    /** Returns whether emails queued now are delayed, by the provider or because the admin must decide. */
    @Override
    public boolean isHeldUp() {
        return stopped().isPresent() || sending.isOff();
    }

    /** Returns why this process cannot send; empty if no problem is known. */
    public Optional<MessageSourceResolvable> stopped() {
        return pause.current().or(trouble::current);
    }
}
