package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.outbox.transport.TransportException.Reason;
import org.sneakyklaus.support.AdminNotice;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * Tells the admin why emails do not get through, from the first failure until an email is accepted. Excludes causes for
 * which {@link SendingPause} waits. Each process keeps its own state.
 */
@Component
class MailTrouble implements AdminNotice {

    private record Trouble(Reason reason, Duration took, int times) {}

    private static final Logger log = LoggerFactory.getLogger(MailTrouble.class);

    /** Reasons that may concern a single email or be an accident; shown after three in a row. */
    private static final Set<Reason> PERHAPS_ONCE =
            Set.of(Reason.NOT_NOW, Reason.TOO_MANY, Reason.NOT_RESEND, Reason.OTHER);

    private static final int IN_A_ROW = 3;

    private final MailRoute route;
    private @Nullable Trouble latest;
    private volatile @Nullable Trouble told;

    MailTrouble(MailRoute route) {
        this.route = route;
    }

    /** Records that an email was not accepted, or not answered yet. */
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

    /** Records that an email was accepted, or at least considered by the provider. */
    synchronized void end() {
        latest = null;
        if (told != null) {
            told = null;
            log.info("Emails get through again");
        }
    }

    @Override
    public Optional<MessageSourceResolvable> current() {
        return Optional.ofNullable(told).map(this::notice);
    }

    /** Builds the notice from the words used for a test email. */
    private MessageSourceResolvable notice(Trouble trouble) {
        var words = MailAnswer.of(trouble.reason(), "", trouble.took(), null, route);
        return new DefaultMessageSourceResolvable(new String[] {"outbox.trouble"}, new Object[] {
            new DefaultMessageSourceResolvable(new String[] {words.key()}, words.args()),
            // Not every reason has advice.
            new DefaultMessageSourceResolvable(new String[] {words.helpKey()}, words.args(), "")
        });
    }
}
