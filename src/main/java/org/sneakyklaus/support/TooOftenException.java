package org.sneakyklaus.support;

import java.time.Duration;

/** Signals a request over a rate limit; nothing was done. Becomes 429, with the time to wait. */
public final class TooOftenException extends RuntimeException {

    private final Duration wait;

    public TooOftenException(Duration wait) {
        super("retry in " + wait);
        this.wait = wait;
    }

    /** Returns the time to wait in whole seconds. */
    public long seconds() {
        return roundedUp(Duration.ofSeconds(1));
    }

    /** Returns the time to wait in minutes. */
    public long minutes() {
        return roundedUp(Duration.ofMinutes(1));
    }

    private long roundedUp(Duration unit) {
        return wait.plus(unit).minusMillis(1).dividedBy(unit);
    }
}
