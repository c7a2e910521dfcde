package org.sneakyklaus.exchange;

import java.util.Set;

/**
 * Exchanges go for good, one or many at once; published in the transaction that deletes them, before their rows go. Who
 * listens must not read them as a whole: one that cannot be read any more is deleted all the same.
 */
public record ExchangesDeleted(Set<Long> exchangeIds) {

    public ExchangesDeleted {
        exchangeIds = Set.copyOf(exchangeIds);
    }
}
