package org.sneakyklaus.support;

import java.time.Duration;

/** Something was asked for more often than a limit allows; nothing was done. Becomes 429, with the time to wait. */
public final class TooOftenException extends RuntimeException {

    private final Duration wait;

    public TooOftenException(Duration wait) {
        super("to be tried again in " + wait);
        this.wait = wait;
    }

    /** How many whole seconds from now it may be tried again. */
    public long seconds() {
        return roundedUp(Duration.ofSeconds(1));
    }

    /** The same in minutes. */
    public long minutes() {
        return roundedUp(Duration.ofMinutes(1));
    }

    private long roundedUp(Duration unit) {
        return wait.plus(unit).minusMillis(1).dividedBy(unit);
    }
}
