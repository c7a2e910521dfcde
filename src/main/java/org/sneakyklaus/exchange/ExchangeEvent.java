package org.sneakyklaus.exchange;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An event about one exchange; published within the transaction that causes it. Bulk changes are published as
 * {@link ExchangesCompleted} and {@link ExchangesDeleted}.
 */
public sealed interface ExchangeEvent {

    long exchangeId();

    /** Registration was opened or reopened. */
    record Opened(long exchangeId) implements ExchangeEvent {}

    /**
     * Registration was closed, by the admin or because its date passed.
     *
     * @param notDrawn why names were not drawn with it though that was wanted, or null
     */
    record Closed(long exchangeId, @Nullable NotDrawn notDrawn) implements ExchangeEvent {}

    /**
     * The close date, the exchange date, the time zone or the reminder days changed.
     *
     * @param newDate whether the exchange itself now takes place at another instant
     */
    record Rescheduled(long exchangeId, boolean newDate) implements ExchangeEvent {}

    /** The date or the budget of a drawn exchange changed, which all participants must learn. */
    record Changed(long exchangeId, long version, ZonedDateTime oldDate, String oldBudget) implements ExchangeEvent {}

    /**
     * A completed exchange is drawn again.
     *
     * @param newDate whether it now takes place at another instant, which all participants must learn
     */
    record Postponed(long exchangeId, ZonedDateTime oldDate, boolean newDate) implements ExchangeEvent {}

    /** A draft was created as a copy of an earlier exchange. */
    record Copied(long exchangeId, long originalId) implements ExchangeEvent {}

    /** The organiser takes part in a new exchange, by this name. */
    record OrganiserJoins(long exchangeId, String name) implements ExchangeEvent {}

    /** Its draw is undone: the pairing goes, registration is closed, and exclusions count again. */
    record DrawUndone(long exchangeId, int drawNumber) implements ExchangeEvent {}

    record CalledOff(long exchangeId) implements ExchangeEvent {}
}
