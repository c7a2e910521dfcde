package org.sneakyklaus.outbox;

import java.time.Instant;
import java.util.Set;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Stores hashes of addresses not to be emailed. */
interface SuppressedAddressRepository extends Repository<SuppressedAddress, Long> {

    SuppressedAddress save(SuppressedAddress address);

    boolean existsByAddressHashAndExchangeId(String addressHash, long exchangeId);

    boolean existsByAddressHashAndExchangeIdIsNull(String addressHash);

    boolean existsByAddressHashAndExchangeIdIsNullAndReason(String addressHash, String reason);

    @Query("select a.addressHash from SuppressedAddress a where a.exchangeId = :exchangeId")
    Set<String> findHashes(long exchangeId);

    @Modifying
    @Query("delete from SuppressedAddress a where a.addressHash = :addressHash and a.exchangeId is null"
            + " and a.reason = :reason and a.createdAt < :before")
    void deleteOlder(String addressHash, String reason, Instant before);
}
