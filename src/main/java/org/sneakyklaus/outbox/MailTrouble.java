package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.outbox.MailCheck.Outcome;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.outbox.transport.TransportException.Reason;
import org.sneakyklaus.support.AdminNotice;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * Why e-mails do not get through at present, unless it is something for which {@link SendingPause} waits: from the first
 * that met with it until one gets through. Each process learns it by itself, too.
 */
@Component
class MailTrouble implements AdminNotice {

    private record Trouble(Reason reason, Duration took, int times) {}

    private static final Logger log = LoggerFactory.getLogger(MailTrouble.class);

    /** What may be about the one e-mail, or have been an accident, is told when it comes three times in a row. */
    private static final Set<Reason> PERHAPS_ONCE =
            Set.of(Reason.NOT_NOW, Reason.TOO_MANY, Reason.NOT_RESEND, Reason.OTHER);

    private static final int IN_A_ROW = 3;

    private final MailRoute route;
    private @Nullable Trouble latest;
    private volatile @Nullable Trouble told;

    MailTrouble(MailRoute route) {
        this.route = route;
    }

    /** An e-mail did not get through, or has not yet. */
    synchronized void met(TransportException failure, Duration took) {
        switch (failure.kind()) {
            case LATER, UNKNOWN -> {
                var before = latest;
                var times = before != null && before.reason() == failure.reason() ? before.times() + 1 : 1;
                var met = new Trouble(failure.reason(), took, times);
                latest = met;
                if (!PERHAPS_ONCE.contains(met.reason()) || met.times() >= IN_A_ROW) {
                    told = met;
                }
            }
            case REFUSED, BUSY, QUOTA, LOCKED_OUT -> end();
        }
    }

    /** An e-mail got through, or was at least looked at. */
    synchronized void end() {
        latest = null;
        if (told != null) {
            told = null;
            log.info("E-mails get through again");
        }
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        return Optional.ofNullable(told).map(this::notice);
    }

    /** In the words that a test e-mail has for it. */
    private MessageSourceResolvable notice(Trouble trouble) {
        var words = MailAnswer.of(new Outcome(trouble.reason(), "", trouble.took(), null), route);
        return new DefaultMessageSourceResolvable(new String[] {"outbox.trouble"}, new Object[] {
            new DefaultMessageSourceResolvable(new String[] {words.key()}, words.args()),
            // Not everything has one.
            new DefaultMessageSourceResolvable(new String[] {words.helpKey()}, words.args(), "")
        });
    }
}
