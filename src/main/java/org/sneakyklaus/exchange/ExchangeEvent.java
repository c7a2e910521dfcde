package org.sneakyklaus.exchange;

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
    record Changed(long exchangeId, long version) implements ExchangeEvent {}

    /** A completed exchange is on again, with a new date. */
    record Postponed(long exchangeId) implements ExchangeEvent {}

    record CalledOff(long exchangeId) implements ExchangeEvent {}
}
