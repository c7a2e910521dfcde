package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides how long to wait before a failed message is tried again. */
public final class RetrySchedule {

    /** The waits of emails, about 41 hours in all. */
    static final RetrySchedule OF_EMAILS = new RetrySchedule(
            Duration.ofSeconds(4),
            Duration.ofSeconds(16),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(24));

    private static final double SPREAD = 0.2;

    private final List<Duration> waits;

    /** @param waits after the first failure, after the second, and so on; then it is time to give up */
    public RetrySchedule(Duration... waits) {
        this.waits = List.of(waits);
    }

    /**
     * Returns the wait after a failure, varied by up to a fifth either way so that retries do not coincide; empty if it
     * is time to give up.
     *
     * @param failures number of failures so far, at least 1
     */
    public Optional<Duration> waitAfter(int failures, RandomGenerator random) {
        if (failures > waits.size()) {
            return Optional.empty();
        }
        var millis = waits.get(failures - 1).toMillis();
        return Optional.of(Duration.ofMillis(Math.round(millis * random.nextDouble(1 - SPREAD, 1 + SPREAD))));
    }
}
