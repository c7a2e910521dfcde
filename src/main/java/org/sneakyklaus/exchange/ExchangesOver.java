package org.sneakyklaus.exchange;

import java.util.Set;

/**
 * Exchanges are completed and their date has passed, as the nightly job found; published once for each, unless it is
 * postponed and over again.
 */
public record ExchangesOver(Set<Long> exchangeIds) {

    public ExchangesOver {
        exchangeIds = Set.copyOf(exchangeIds);
    }
}
