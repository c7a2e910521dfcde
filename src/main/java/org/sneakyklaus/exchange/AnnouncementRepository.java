package org.sneakyklaus.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Stores announcements. */
interface AnnouncementRepository extends Repository<Announcement, Long> {

    Announcement save(Announcement announcement);

    Optional<Announcement> findById(long id);

    Optional<Announcement> findFirstByExchangeIdOrderByIdDesc(long exchangeId);

    List<Announcement> findByExchangeIdOrderByIdDesc(long exchangeId, Limit limit);

    int countByExchangeIdAndCreatedAtGreaterThanEqualAndCreatedAtLessThan(long exchangeId, Instant from, Instant until);
}
