package org.sneakyklaus.job;

import java.time.Instant;

/**
 * A run for one exchange that is, or should be, in the store.
 *
 * @param jobId such as {@code reminder_exchange_42_days_7}
 * @param type the name of the {@link ExchangeJob} that does the work
 */
public record PlannedRun(long exchangeId, String jobId, String type, Instant at) {}
