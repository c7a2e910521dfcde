package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.sneakyklaus.support.MailDelay;
import org.sneakyklaus.support.SendingSwitch;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells how the outbox is doing. */
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

    /** As it is now; the pause is that of this process. */
    @Transactional(readOnly = true)
    public OutboxSummary now() {
        var day = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
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

    /** Whether what is queued now waits for longer, be it for the provider or for the admin. */
    @Override
    public boolean isHeldUp() {
        return stopped().isPresent() || sending.isOff();
    }

    /** Why nothing gets through this process at present; nothing when all is well, as far as it knows. */
    public Optional<MessageSourceResolvable> stopped() {
        return pause.current().or(trouble::current);
    }
}
