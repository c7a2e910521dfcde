package org.sneakyklaus.exchange;

import java.time.ZonedDateTime;

/**
 * What happened to one exchange; published within the transaction that does it. What happens to many at once is told by
 * {@link ExchangesCompleted} and {@link ExchangesDeleted}.
 */
public sealed interface ExchangeEvent {

    long exchangeId();

    /** Registration was opened, for the first time or again. */
    record Opened(long exchangeId) implements ExchangeEvent {}

    /** Registration was closed, by the admin or because its date passed. */
    record Closed(long exchangeId) implements ExchangeEvent {}

    /**
     * The close date, the exchange date, the time zone or the reminder days are no longer what they were.
     *
     * @param newDate whether the exchange itself now takes place at another instant
     */
    record Rescheduled(long exchangeId, boolean newDate) implements ExchangeEvent {}

    /** The date or the budget of a drawn exchange changed, which everybody must learn. */
    record Changed(long exchangeId, long version, ZonedDateTime oldDate, String oldBudget) implements ExchangeEvent {}

    /** A completed exchange is on again, with a new date. */
    record Postponed(long exchangeId, ZonedDateTime oldDate) implements ExchangeEvent {}

    /** A draft was made after an earlier exchange. */
    record Copied(long exchangeId, long originalId) implements ExchangeEvent {}

    record CalledOff(long exchangeId) implements ExchangeEvent {}
}
