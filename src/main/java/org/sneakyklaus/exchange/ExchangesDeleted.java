package org.sneakyklaus.exchange;

import java.util.Set;

/**
 * Exchanges are being deleted, one or many at once; published in the transaction that deletes them, before their rows
 * go. Listeners must not read them as a whole: an exchange that can no longer be read is deleted too.
 */
public record ExchangesDeleted(Set<Long> exchangeIds) {

    public ExchangesDeleted {
        exchangeIds = Set.copyOf(exchangeIds);
    }
}
