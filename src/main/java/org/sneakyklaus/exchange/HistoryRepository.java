package org.sneakyklaus.exchange;

import java.time.Instant;
import java.util.List;
import org.springframework.data.repository.Repository;

/** Stores the activity of exchanges. */
interface HistoryRepository extends Repository<HistoryEntry, Long> {

    HistoryEntry save(HistoryEntry entry);

    boolean existsByExchangeIdAndKindAndCreatedAtGreaterThanEqual(
            long exchangeId, ExchangeHistory.Kind kind, Instant earliest);

    List<HistoryEntry> findByExchangeIdOrderByIdDesc(long exchangeId);
}
