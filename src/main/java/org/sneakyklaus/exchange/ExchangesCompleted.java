package org.sneakyklaus.exchange;

import java.util.Set;

/** Exchanges were completed, one or many at once; published once in the transaction that completes them. */
public record ExchangesCompleted(Set<Long> exchangeIds) {

    public ExchangesCompleted {
        exchangeIds = Set.copyOf(exchangeIds);
    }
}
