package org.sneakyklaus.exchange;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.NotFoundException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores exchanges. */
interface ExchangeRepository extends Repository<Exchange, Long> {

    Exchange save(Exchange exchange);

    Optional<Exchange> findById(long id);

    // Fetches all that its view needs: popular pages begin with this query.
    @Query("select e from Exchange e left join fetch e.reminderIntervals where e.slug = :slug")
    Optional<Exchange> findBySlug(String slug);

    @Query("select e.id from Exchange e where e.slug = :slug")
    Optional<Long> findIdBySlug(String slug);

    /** Locks the row until the transaction ends, so that two concurrent changes happen one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Exchange e where e.id = :id")
    Optional<Exchange> findLockedById(long id);

    /** Like {@link #findLockedById}; throws {@link NotFoundException} if there is none. */
    default Exchange held(long id) {
        return findLockedById(id).orElseThrow(() -> new NotFoundException("exchange " + id));
    }

    /** Like {@link #held(long)}; also refuses a request from a page that showed an older version, if known. */
    default Exchange held(long id, @Nullable Long shownVersion) {
        var exchange = held(id);
        exchange.refuseStale(shownVersion);
        return exchange;
    }

    @Modifying
    @Query("update Exchange e set e.version = e.version + 1 where e.id = :id")
    void nextVersion(long id);

    @Query("select e.id from Exchange e where lower(e.name) like concat('%', lower(:search), '%') escape '\\'")
    Set<Long> findIdsMatching(String search);

    @Query("select e from Exchange e where lower(e.name) like concat('%', lower(:search), '%') escape '\\'"
            + " and (:state is null or e.state = :state)")
    Page<Exchange> search(String search, @Nullable ExchangeState state, Pageable page);

    @Query("select e.id from Exchange e where (e.state = MATCHED or (e.state = COMPLETED and e.overSince is null))"
            + " and e.exchangeDate <= :now order by e.id")
    List<Long> findIdsDueForCompletion(Instant now);

    /** When registration was to close, even of an exchange that cannot be read as a whole. */
    record Overdue(long id, Instant closeDate) {}

    @Query("select e.id as id, e.registrationCloseDate as closeDate from Exchange e"
            + " where e.state = REGISTRATION_OPEN and e.registrationCloseDate < :before")
    List<Overdue> findOverdueToClose(Instant before);

    @Query("select e.id from Exchange e where e.state in :states order by e.id")
    List<Long> findIdsByState(List<ExchangeState> states);

    @Query("select distinct e from Exchange e left join fetch e.reminderIntervals where e.id in :ids")
    List<Exchange> findWithReminderDays(Collection<Long> ids);

    /** A name by id. */
    record Name(long id, String name) {}

    @Query("select e.id as id, e.name as name from Exchange e where e.id in :ids")
    List<Name> findNames(Collection<Long> ids);

    /** The series of an exchange, even of one that cannot be read as a whole. */
    record OfSeries(long id, String seriesId) {}

    @Query("select e.id as id, e.seriesId as seriesId from Exchange e where e.id in :ids and e.rememberPairs = true")
    List<OfSeries> findSeriesToRemember(Collection<Long> ids);

    @Query("select e.seriesId from Exchange e where e.seriesId in :seriesIds")
    Set<String> findSeriesAmong(Collection<String> seriesIds);

    @Query("select e.id from Exchange e where e.seriesId = :seriesId and e.id > :id order by e.id")
    List<Long> findLaterIds(String seriesId, long id);

    boolean existsBySeriesId(String seriesId);

    boolean existsBySeriesIdAndIdNot(String seriesId, long id);

    boolean existsBySeriesIdAndIdNotAndStateIn(String seriesId, long id, Collection<ExchangeState> states);

    // By SQL, so that the cascades of the database delete everything else.
    @Modifying
    @Query("delete from Exchange e where e.id in :ids")
    void deleteRows(Set<Long> ids);
}
