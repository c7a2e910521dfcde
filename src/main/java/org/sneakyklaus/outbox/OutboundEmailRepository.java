package org.sneakyklaus.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Reads the emails of the outbox and changes what only emails have. */
interface OutboundEmailRepository extends OutboundMessageRepository<OutboundEmail> {

    String FILTERED = " where (:state is null or m.state = :state) and (:delivery is null or m.delivery = :delivery)"
            + " and (:anything = true or m.exchangeId in :exchanges)"
            + " and (:anybody = true or m.participantId in :people)";

    Optional<OutboundEmail> findByProviderId(String providerId);

    boolean existsByState(OutboxState state);

    @Query("select new org.sneakyklaus.outbox.OutboxQueries$Row(m.id, m.createdAt)"
            + " from OutboundEmail m where m.exchangeId in :exchangeIds")
    List<OutboxQueries.Row> findRows(Set<Long> exchangeIds);

    @Query("select new org.sneakyklaus.outbox.OutboxQueries$Row(m.id, m.createdAt)"
            + " from OutboundEmail m where m.participantId = :participantId")
    List<OutboxQueries.Row> findRowsAbout(long participantId);

    /**
     * Finds the emails that match a filter.
     *
     * @param exchanges ids of exchanges to match, unless any matches
     * @param people ids of participants to match, unless any matches
     */
    @Query("select m from OutboundEmail m" + FILTERED)
    Page<OutboundEmail> page(
            @Nullable OutboxState state,
            @Nullable Delivery delivery,
            boolean anything,
            Set<Long> exchanges,
            boolean anybody,
            Set<Long> people,
            Pageable page);

    /**
     * Finds the emails that may all be sent again at once.
     *
     * @param keptBy the transport that captured emails which may now be sent
     */
    @Query("select m.id from OutboundEmail m" + FILTERED
            + " and (m.state in :from or m.state = SENT and m.transport = :keptBy)")
    List<Long> findIdsToRetry(
            OutboxState state,
            @Nullable Delivery delivery,
            boolean anything,
            Set<Long> exchanges,
            boolean anybody,
            Set<Long> people,
            List<OutboxState> from,
            String keptBy);

    /**
     * Finds the newest email of each kind to each participant, without those to the admin and those not worth sending.
     */
    @Query("""
            select new org.sneakyklaus.outbox.NewestMail(m.participantId, m.id, m.state, m.delivery, m.transport, m.lastError)
            from OutboundEmail m where m.id in (
                select max(n.id) from OutboundEmail n
                where n.exchangeId = :exchangeId and n.participantId is not null and n.kind not in :toAdmin
                    and n.state not in (CANCELLED, DROPPED)
                group by n.participantId, n.kind)""")
    List<NewestMail> findNewestToEach(long exchangeId, Set<MailKind> toAdmin);

    /** Counts the emails about an exchange by state, without those not worth sending. */
    @Query("select new org.sneakyklaus.outbox.MailTally(m.state, m.delivery, m.transport, count(m))"
            + " from OutboundEmail m where m.exchangeId = :exchangeId and m.state not in (CANCELLED, DROPPED)"
            + " group by m.state, m.delivery, m.transport")
    List<MailTally> tally(long exchangeId);

    @Query("select m.id from OutboundEmail m where m.id in :ids and m.kind not in :kinds")
    Set<Long> findIdsOfOtherKinds(Set<Long> ids, Set<MailKind> kinds);

    @Query("select m.participantId from OutboundEmail m where m.exchangeId = :exchangeId and m.kind = :kind")
    Set<Long> findParticipantIds(long exchangeId, MailKind kind);

    @Query("select m.detail from OutboundEmail m"
            + " where m.participantId = :participantId and m.kind in :kinds and m.state = :state")
    List<String> findDetails(long participantId, Set<MailKind> kinds, OutboxState state);

    @Query("select count(m) > 0 from OutboundEmail m where m.participantId = :participantId")
    boolean isAnyAbout(long participantId);

    // An email to a participant waits for earlier ones that have not left yet. One that someone is waiting for does
    // not, nor does one to the admin.
    @Query("""
            select m.id from OutboundEmail m
            where m.state = PENDING and m.nextAttemptAt <= :now and m.priority >= :leastPriority
                and (m.priority > 0 or m.participantId is null or m.kind in :toAdmin
                    or not exists (select 1 from OutboundEmail e
                        where e.participantId = m.participantId and e.id < m.id and e.state in (PENDING, CLAIMED)
                            and e.priority = 0 and e.kind not in :toAdmin))
            order by m.priority desc, m.id""")
    List<Long> findDueIds(Instant now, int leastPriority, Set<MailKind> toAdmin, Limit limit);

    long countByState(OutboxState state);

    @Query("select count(*) from OutboundEmail m"
            + " where m.sentAt >= :since and m.transport = :transport and m.priority <= :mostUrgent")
    long countSent(String transport, Instant since, int mostUrgent);

    // Bounced and marked as spam are final.
    @Modifying
    @Query("update OutboundEmail m set m.delivery = :delivery where m.id = :id and m.providerId = :providerId"
            + " and (m.delivery is null or m.delivery = DELIVERED and m.delivery <> :delivery)")
    int markDelivery(long id, String providerId, Delivery delivery);

    @Modifying
    @Query("update OutboundEmail m set m.state = CANCELLED"
            + " where m.participantId = :participantId and m.state in (PENDING, HELD) and m.kind in :kinds")
    void cancelWaiting(long participantId, Set<MailKind> kinds);

    @Modifying
    @Query("update OutboundEmail m set m.state = CANCELLED"
            + " where m.participantId = :participantId and m.kind = :kind and m.detail <> :detail")
    void cancelOthers(long participantId, MailKind kind, String detail);

    @Modifying
    @Query("update OutboundEmail m set m.state = PENDING, m.nextAttemptAt = :now where m.state = HELD")
    int release(Instant now);

    @Modifying
    @Query("update OutboundEmail m set m.state = DROPPED where m.state = HELD")
    int dropHeld();

    @Modifying
    @Query("update OutboundEmail m set m.state = DROPPED where m.id = :id and m.state = FAILED")
    int dropFailed(long id);

    @Modifying
    @Query("update OutboundEmail m set m.state = PENDING, m.messageKey = :newKey, m.attempts = 0,"
            + " m.nextAttemptAt = :now, m.sentAt = null, m.providerId = null, m.delivery = null, m.lastError = null,"
            + " m.digestedAt = null"
            + " where m.id = :id and (m.state in :from"
            + " or m.state = SENT and (m.transport = :keptBy or m.delivery = BOUNCED))")
    int retry(long id, String newKey, Instant now, List<OutboxState> from, String keptBy);
}
