package org.sneakyklaus.exchange;

import java.util.Set;

/**
 * Exchanges are completed and their date has passed, as found by the nightly job; published once for each, unless it is
 * rescheduled and over again.
 */
public record ExchangesOver(Set<Long> exchangeIds) {

    public ExchangesOver {
        exchangeIds = Set.copyOf(exchangeIds);
    }
}
