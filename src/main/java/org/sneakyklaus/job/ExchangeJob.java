package org.sneakyklaus.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A job that is done for one exchange at one instant. */
public interface ExchangeJob {

    /** Its name, by which the store and the history know it: never changed. */
    String type();

    /** How late it may run; nothing when it runs however late. */
    Optional<Duration> grace();

    /**
     * Does the work; may throw, which fails this run and no other. May be called again with the same instant after a
     * crash, and must then repeat nothing.
     */
    JobOutcome run(long exchangeId, Instant planned);
}
