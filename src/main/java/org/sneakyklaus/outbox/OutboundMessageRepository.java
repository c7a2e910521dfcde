package org.sneakyklaus.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/**
 * Changes the state of waiting emails or webhooks. Each update counts one row for the first caller, none for others.
 *
 * @param <T> the kind of message
 */
@NoRepositoryBean
public interface OutboundMessageRepository<T extends OutboundMessage> extends Repository<T, Long> {

    Optional<T> findById(long id);

    // One at a time: Hibernate translates a statement with a list whenever it runs.
    @Modifying
    @Query("update #{#entityName} m set m.state = CLAIMED, m.claimedUntil = :until, m.transport = :transport"
            + " where m.id = :id and m.state = PENDING and m.nextAttemptAt <= :now")
    int claim(long id, String transport, Instant now, Instant until);

    @Modifying
    @Query("update #{#entityName} m set m.claimedUntil = :until where m.id in :ids and m.state = CLAIMED")
    void keep(Set<Long> ids, Instant until);

    @Modifying
    @Query("update #{#entityName} m set m.claimedUntil = :until"
            + " where m.id = :id and m.messageKey = :messageKey and m.state = CLAIMED")
    int extend(long id, String messageKey, Instant until);

    @Modifying
    @Query("update #{#entityName} m set m.state = PENDING, m.unknownSince = coalesce(m.unknownSince, m.claimedUntil),"
            + " m.claimedUntil = null where m.state = CLAIMED and m.claimedUntil < :now")
    int freeStale(Instant now);

    @Modifying
    @Query("update #{#entityName} m set m.state = UNKNOWN, m.claimedUntil = null, m.unknownSince = null,"
            + " m.lastError = coalesce(m.lastError, :error)"
            + " where (m.state = PENDING or m.state = CLAIMED and m.claimedUntil < :now)"
            + " and coalesce(m.unknownSince, m.claimedUntil) < :before")
    int giveUpUnknown(Instant now, Instant before, String error);

    // Also if the claim went stale meanwhile: what is sent is sent.
    @Modifying
    @Query("update #{#entityName} m set m.state = SENT, m.claimedUntil = null, m.unknownSince = null, m.sentAt = :now,"
            + " m.providerId = :providerId, m.lastError = null, m.attempts = m.attempts + 1"
            + " where m.id = :id and m.messageKey = :messageKey")
    int markSent(long id, String messageKey, @Nullable String providerId, Instant now);

    @Modifying
    @Query("update #{#entityName} m set m.state = :state, m.claimedUntil = null, m.attempts = m.attempts + 1,"
            + " m.nextAttemptAt = :next, m.unknownSince = :unknownSince, m.lastError = :error"
            + " where m.id = :id and m.messageKey = :messageKey and m.state = CLAIMED")
    void markFailed(
            long id, String messageKey, OutboxState state, Instant next, @Nullable Instant unknownSince, String error);

    @Modifying
    @Query("update #{#entityName} m set m.state = PENDING, m.claimedUntil = null, m.nextAttemptAt = :next,"
            + " m.lastError = :reason where m.id = :id and m.messageKey = :messageKey and m.state = CLAIMED")
    void postpone(long id, String messageKey, Instant next, String reason);

    @Modifying
    @Query("update #{#entityName} m set m.state = CANCELLED, m.claimedUntil = null"
            + " where m.id = :id and m.messageKey = :messageKey and m.state = CLAIMED")
    void markCancelled(long id, String messageKey);
}
