package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.support.AdminNotice;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/**
 * Whether nothing is sent for a while, since the provider said something that holds for every e-mail. Each process
 * learns it by itself, and forgets it when it stops: the next e-mail finds out.
 */
@Component
class SendingPause implements AdminNotice {

    private static final Logger log = LoggerFactory.getLogger(SendingPause.class);
    private static final Duration LOCKED_OUT = Duration.ofMinutes(5);
    private static final Duration QUOTA = Duration.ofHours(1);

    private record Pause(TransportException.Kind reason, Instant from, Instant until) {

        boolean covers(Instant now) {
            // Before its begin lies now when the clock was set back; then it is not waited for.
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    private final Clock clock;
    private volatile @Nullable Pause pause;

    SendingPause(Clock clock) {
        this.clock = clock;
    }

    /** Begins one of the length that the provider named or, if it named none, that fits the reason; tells its end. */
    Instant begin(TransportException answer) {
        var now = clock.instant();
        var before = pause;
        var begun = new Pause(answer.kind(), now, now.plus(answer.retryAfter().orElse(usual(answer.kind()))));
        pause = begun;
        if (before == null || before.reason() != begun.reason()) {
            log.warn("No e-mail is sent until {}: {}", begun.until(), answer.getMessage());
        }
        return begun.until();
    }

    /** The provider takes e-mails, or at least looks at them. */
    void end() {
        if (pause != null) {
            log.info("E-mails are sent again");
            pause = null;
        }
    }

    boolean isActive() {
        var current = pause;
        return current != null && current.covers(clock.instant());
    }

    /** When the next attempt is made; nothing when nothing holds it up. */
    Optional<Instant> until() {
        return Optional.ofNullable(pause).map(Pause::until).filter(until -> isActive());
    }

    /** Also between two attempts: the cause lasts until one succeeds. */
    @Override
    public Optional<MessageSourceResolvable> current() {
        var current = pause;
        if (current == null || current.reason() == TransportException.Kind.BUSY) {
            return Optional.empty();
        }
        return Optional.of(new DefaultMessageSourceResolvable("outbox.paused." + current.reason()));
    }

    private static Duration usual(TransportException.Kind reason) {
        return reason == TransportException.Kind.QUOTA ? QUOTA : LOCKED_OUT;
    }
}
