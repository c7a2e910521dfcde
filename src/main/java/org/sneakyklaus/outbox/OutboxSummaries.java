package org.sneakyklaus.outbox;

import java.time.Clock;
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
