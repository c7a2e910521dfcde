package org.sneakyklaus.exchange;

import java.util.List;
import org.springframework.data.repository.Repository;

/** Stores what happened. */
interface HistoryRepository extends Repository<HistoryEntry, Long> {

    HistoryEntry save(HistoryEntry entry);

    List<HistoryEntry> findByExchangeIdOrderByIdDesc(long exchangeId);
}
