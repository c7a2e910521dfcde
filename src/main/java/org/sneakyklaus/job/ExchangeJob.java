package org.sneakyklaus.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sneakyklaus.job.history.JobOutcome;

/** A job that runs for one exchange at one instant. */
public interface ExchangeJob {

    /** Returns its name in the store and the history, which must never change. */
    String type();

    /** Returns how late it may run; empty if there is no limit. */
    Optional<Duration> grace();

    /**
     * Does the work. An exception fails this run and no other. May be called again with the same instant after a
     * crash, and must not repeat anything then.
     */
    JobOutcome run(long exchangeId, Instant planned);
}
