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
 * Pauses sending after an answer from the provider that concerns every email. Each process keeps its own pause and
 * forgets it when it stops: its next email finds out.
 */
@Component
class SendingPause implements AdminNotice {

    private static final Logger log = LoggerFactory.getLogger(SendingPause.class);
    private static final Duration LOCKED_OUT = Duration.ofMinutes(5);
    private static final Duration QUOTA = Duration.ofHours(1);

    private record Pause(TransportException.Kind reason, Instant from, Instant until) {

        boolean covers(Instant now) {
            // If the clock was set back to before its start, the pause is over.
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    private final Clock clock;
    private volatile @Nullable Pause pause;

    SendingPause(Clock clock) {
        this.clock = clock;
    }

    /**
     * Starts a pause of the length that the provider named, or else one that fits the reason.
     *
     * @return its end
     */
    Instant begin(TransportException answer) {
        var now = clock.instant();
        var before = pause;
        var begun = new Pause(answer.kind(), now, now.plus(answer.retryAfter().orElse(usual(answer.kind()))));
        pause = begun;
        if (before == null || before.reason() != begun.reason()) {
            log.warn("Sending paused until {}: {}", begun.until(), answer.getMessage());
        }
        return begun.until();
    }

    /** Ends the pause: the provider accepts emails, or at least considers them. */
    void end() {
        if (pause != null) {
            log.info("Sending resumed");
            pause = null;
        }
    }

    boolean isActive() {
        var current = pause;
        return current != null && current.covers(clock.instant());
    }

    /** Returns when the next attempt is made; empty if not paused. */
    Optional<Instant> until() {
        return Optional.ofNullable(pause).map(Pause::until).filter(until -> isActive());
    }

    /** Returns the notice, also between two attempts: the cause lasts until one succeeds. */
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
