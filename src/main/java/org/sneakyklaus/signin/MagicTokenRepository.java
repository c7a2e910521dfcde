package org.sneakyklaus.signin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores the hashes of tokens. */
interface MagicTokenRepository extends Repository<MagicToken, Long> {

    MagicToken save(MagicToken token);

    Optional<MagicToken> findByTokenHashAndTokenType(String tokenHash, Purpose tokenType);

    List<MagicToken> findByBrowserHashAndExchangeIdAndUsedAtIsNullAndCreatedAtAfter(
            String browserHash, long exchangeId, Instant createdAfter);

    /** Marks a token as used; returns 1 for the first caller, 0 for any later one. */
    @Modifying
    @Query("update MagicToken t set t.usedAt = :now"
            + " where t.tokenHash = :hash and t.usedAt is null and t.expiresAt > :now and t.createdAt <= :latestIssue")
    int use(String hash, Instant now, Instant latestIssue);

    @Modifying
    @Query("update MagicToken t set t.usedAt = :now"
            + " where t.participantId = :participantId and t.tokenType = :purpose and t.origin = :origin"
            + " and t.usedAt is null")
    void useAll(long participantId, Purpose purpose, String origin, Instant now);

    @Modifying
    @Query("update MagicToken t set t.usedAt = :now"
            + " where t.participantId is null and t.tokenType = :purpose and t.usedAt is null")
    void useAllOfAdmin(Purpose purpose, Instant now);

    @Modifying
    @Query("delete from MagicToken t where t.id in"
            + " (select e.id from MagicToken e where e.expiresAt <= :now order by e.expiresAt limit :atMost)")
    int deleteExpired(Instant now, int atMost);

    @Modifying
    @Query("delete from MagicToken t where t.id in"
            + " (select u.id from MagicToken u where u.usedAt <= :before order by u.usedAt limit :atMost)")
    int deleteUsed(Instant before, int atMost);

    @Modifying
    @Query("delete from MagicToken t where t.participantId = :participantId")
    void deleteOf(long participantId);

    @Modifying
    @Query("delete from MagicToken t"
            + " where t.participantId = :participantId and t.tokenType = :purpose and t.email <> :email")
    void deleteToOthers(long participantId, Purpose purpose, String email);

    @Modifying
    @Query("delete from MagicToken t where t.email = :email and t.createdAt between :from and :until"
            + " and t.usedAt is null")
    void deleteUnused(String email, Instant from, Instant until);
}
