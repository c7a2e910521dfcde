package org.sneakyklaus.exchange;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.repository.Repository;

/** Stores the activity of exchanges. */
interface HistoryRepository extends Repository<HistoryEntry, Long> {

    HistoryEntry save(HistoryEntry entry);

    Optional<HistoryEntry> findFirstByExchangeIdAndKindInOrderByIdDesc(
            long exchangeId, Set<ExchangeHistory.Kind> kinds);

    List<HistoryEntry> findByExchangeIdOrderByIdDesc(long exchangeId);
}
