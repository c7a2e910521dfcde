package org.sneakyklaus.notification;

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
import org.springframework.data.repository.Repository;

/** Reads the outbox and moves its rows on; each move counts one row for the first who makes it, and none for others. */
interface OutboundEmailRepository extends Repository<OutboundEmail, Long> {

    Optional<OutboundEmail> findById(long id);

    @Query("select new org.sneakyklaus.notification.OutboxQueries$Row(m.id, m.createdAt)"
            + " from OutboundEmail m where m.exchangeId in :exchangeIds")
    List<OutboxQueries.Row> findRows(Set<Long> exchangeIds);

    @Query("select new org.sneakyklaus.notification.OutboxQueries$Row(m.id, m.createdAt)"
            + " from OutboundEmail m where m.participantId = :participantId")
    List<OutboxQueries.Row> findRowsAbout(long participantId);

    @Query("select m from OutboundEmail m where :state is null or m.state = :state")
    Page<OutboundEmail> page(@Nullable OutboxState state, Pageable page);

    @Query("select m.id from OutboundEmail m where m.id in :ids and m.kind <> :kind")
    Set<Long> findIdsOfOtherKinds(Set<Long> ids, MailKind kind);

    @Query("select m.participantId from OutboundEmail m where m.exchangeId = :exchangeId and m.kind = :kind")
    Set<Long> findParticipantIds(long exchangeId, MailKind kind);

    @Query("select count(m) > 0 from OutboundEmail m where m.participantId = :participantId")
    boolean isAnyAbout(long participantId);

    // News to a participant wait for earlier ones that have not left yet; a mail that somebody waits for does not, nor
    // one that goes to the admin.
    @Query("""
            select m.id from OutboundEmail m
            where m.state = PENDING and m.nextAttemptAt <= :now and m.priority >= :leastPriority
                and (m.priority > 0 or m.participantId is null or m.kind = :toAdmin
                    or not exists (select 1 from OutboundEmail e
                        where e.participantId = m.participantId and e.id < m.id and e.state in (PENDING, CLAIMED)
                            and e.priority = 0 and e.kind <> :toAdmin))
            order by m.priority desc, m.id""")
    List<Long> findDueIds(Instant now, int leastPriority, MailKind toAdmin, Limit limit);

    @Query("select count(*) from OutboundEmail m"
            + " where m.sentAt >= :since and m.transport = :transport and m.priority <= :mostUrgent")
    long countSent(String transport, Instant since, int mostUrgent);

    @Modifying
    @Query("update OutboundEmail m set m.state = CLAIMED, m.claimedUntil = :until, m.transport = :transport"
            + " where m.id = :id and m.state = PENDING and m.nextAttemptAt <= :now")
    int claim(long id, String transport, Instant now, Instant until);

    @Modifying
    @Query("update OutboundEmail m set m.state = PENDING, m.unknownSince = coalesce(m.unknownSince, m.claimedUntil),"
            + " m.claimedUntil = null where m.state = CLAIMED and m.claimedUntil < :now")
    int freeStale(Instant now);

    @Modifying
    @Query("update OutboundEmail m set m.state = UNKNOWN, m.claimedUntil = null, m.unknownSince = null,"
            + " m.lastError = coalesce(m.lastError, :error)"
            + " where (m.state = PENDING or m.state = CLAIMED and m.claimedUntil < :now)"
            + " and coalesce(m.unknownSince, m.claimedUntil) < :before")
    int giveUpUnknown(Instant now, Instant before, String error);

    // Also when the claim went stale meanwhile: what is sent is sent.
    @Modifying
    @Query("update OutboundEmail m set m.state = SENT, m.claimedUntil = null, m.unknownSince = null, m.sentAt = :now,"
            + " m.providerId = :providerId, m.lastError = null, m.attempts = m.attempts + 1"
            + " where m.id = :id and m.messageKey = :messageKey")
    int markSent(long id, String messageKey, @Nullable String providerId, Instant now);

    @Modifying
    @Query("update OutboundEmail m set m.state = :state, m.claimedUntil = null, m.attempts = m.attempts + 1,"
            + " m.nextAttemptAt = :next, m.unknownSince = :unknownSince, m.lastError = :error"
            + " where m.id = :id and m.messageKey = :messageKey and m.state = CLAIMED")
    void markFailed(
            long id, String messageKey, OutboxState state, Instant next, @Nullable Instant unknownSince, String error);

    @Modifying
    @Query("update OutboundEmail m set m.state = PENDING, m.claimedUntil = null, m.nextAttemptAt = :next,"
            + " m.lastError = :reason where m.id = :id and m.messageKey = :messageKey and m.state = CLAIMED")
    void postpone(long id, String messageKey, Instant next, String reason);

    @Modifying
    @Query("update OutboundEmail m set m.state = CANCELLED, m.claimedUntil = null"
            + " where m.id = :id and m.messageKey = :messageKey and m.state = CLAIMED")
    void markCancelled(long id, String messageKey);

    @Modifying
    @Query("update OutboundEmail m set m.state = PENDING, m.messageKey = :newKey, m.attempts = 0,"
            + " m.nextAttemptAt = :now, m.sentAt = null, m.providerId = null, m.lastError = null, m.digestedAt = null"
            + " where m.id = :id and (m.state in :from or m.state = SENT and m.transport = :keptBy)")
    int retry(long id, String newKey, Instant now, List<OutboxState> from, String keptBy);
}
