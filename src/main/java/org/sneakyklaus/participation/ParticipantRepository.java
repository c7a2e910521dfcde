package org.sneakyklaus.participation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sneakyklaus.support.NotFoundException;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores participants. */
interface ParticipantRepository extends Repository<Participant, Long> {

    String ROWS = """
            select new org.sneakyklaus.participation.ParticipantRow(p.id, p.exchangeId, p.name, p.way, p.email, p.managedBy, p.giftIdeas,
                p.reminderEnabled, p.addedByAdmin, p.confirmedAt, p.withdrawnAt, p.removedAt, p.leaveRequestedAt, p.createdAt)
            from Participant p where p.exchangeId = :exchangeId
            """;

    Participant save(Participant participant);

    Optional<Participant> findById(long id);

    Optional<Participant> findByIdAndExchangeId(long id, long exchangeId);

    /** Returns a participant who has neither left nor been removed; throws {@link NotFoundException} if there is none. */
    default Participant active(long exchangeId, long id) {
        return findByIdAndExchangeId(id, exchangeId)
                .filter(Participant::isActive)
                .orElseThrow(() -> new NotFoundException("participant " + id));
    }

    Optional<Participant> findByExchangeIdAndEmail(long exchangeId, String email);

    Optional<Participant> findByExchangeIdAndAccount(long exchangeId, long account);

    List<Participant> findByAccount(long account);

    List<Participant> findByEmailAndWithdrawnAtIsNullAndRemovedAtIsNullOrderById(String email);

    List<Participant> findByExchangeIdOrderById(long exchangeId);

    List<Participant> findByManagedByOrderById(long managedBy);

    // Rows instead of entities take half the time, which counts where everyone is read.
    @Query(ROWS + "order by p.id")
    List<ParticipantRow> findRows(long exchangeId);

    @Query(ROWS + "and p.withdrawnAt is null and p.removedAt is null order by p.id")
    List<ParticipantRow> findActiveRows(long exchangeId);

    List<Participant> findByExchangeIdAndConfirmedAtIsNullAndWithdrawnAtIsNullAndRemovedAtIsNull(long exchangeId);

    @Query("select count(p) from Participant p where p.exchangeId = :exchangeId"
            + " and p.withdrawnAt is null and p.removedAt is null")
    int countActive(long exchangeId);

    /** The number of active participants of an exchange. */
    record Count(long exchangeId, long people) {}

    @Query("select p.exchangeId as exchangeId, count(p) as people from Participant p where p.exchangeId in :exchangeIds"
            + " and p.withdrawnAt is null and p.removedAt is null group by p.exchangeId")
    List<Count> countActive(Collection<Long> exchangeIds);

    int countByExchangeIdAndConfirmedAtIsNotNullAndWithdrawnAtIsNullAndRemovedAtIsNull(long exchangeId);

    @Query("select new org.sneakyklaus.participation.ListedName(p.name, g.name, p.way)"
            + " from Participant p left join Participant g on g.id = p.managedBy"
            + " where p.exchangeId = :exchangeId and p.confirmedAt is not null"
            + " and p.withdrawnAt is null and p.removedAt is null")
    List<ListedName> findConfirmedNames(long exchangeId, Limit limit);

    /**
     * Finds at most how many bytes of a page the texts of one participant take: their name twice, their address and
     * their gift ideas. Escaping makes up to six bytes of a character, and up to fifty web addresses are padded buttons.
     */
    // An index stores the result for each row, and is only used if the expression is exactly the same.
    @NativeQuery("""
            SELECT coalesce(max(
                octet_length(replace(replace(replace(replace(replace(
                    name || name || coalesce(email, '') || gift_ideas
                        || CASE WHEN length(replace(gift_ideas, '://', '')) < length(gift_ideas) THEN gift_ideas ELSE '' END,
                    '&', '______'), '<', '______'), '>', '______'), '"', '______'), '''', '______'))
                + 1100 * CASE WHEN length(gift_ideas) - length(replace(gift_ideas, '://', '')) < 150
                    THEN (length(gift_ideas) - length(replace(gift_ideas, '://', ''))) / 3 ELSE 50 END), 0)
            FROM participant WHERE exchange_id = :exchangeId""")
    int findMostTextBytes(long exchangeId);

    /** A name by id. */
    record Name(long id, String name) {}

    @Query("select p.id as id, p.name as name from Participant p where p.id in :ids")
    List<Name> findNames(Collection<Long> ids);

    /** A participant's id and address. */
    record Address(long id, String email) {}

    @Query("select p.id as id, p.email as email from Participant p"
            + " where p.exchangeId = :exchangeId and p.email is not null")
    List<Address> findAddresses(long exchangeId);

    @Query("select p.id from Participant p where lower(p.name) like concat('%', lower(:text), '%') escape '\\'"
            + " or p.email like concat('%', lower(:text), '%') escape '\\'")
    Set<Long> findIdsMatching(String text);

    @Query("select p.id from Participant p where p.exchangeId in :exchangeIds")
    List<Long> findIds(Collection<Long> exchangeIds);

    @Query("select p.id from Participant p where p.exchangeId = :exchangeId")
    List<Long> findSomeIds(long exchangeId, Limit limit);

    List<Participant> findByExchangeIdAndWayOrderById(long exchangeId, Way way);

    boolean existsByExchangeIdAndWayNot(long exchangeId, Way way);

    // By SQL, so that the cascades of the database also delete tokens, exclusions and emails.
    // The people they look after go with them.
    @Modifying
    @Query("delete from Participant p where p.id = :id or p.managedBy = :id")
    void deleteRow(long id);

    @Modifying
    @Query("delete from Participant p where p.id in :ids")
    void deleteRows(Collection<Long> ids);
}
