package org.sneakyklaus.participation;

import org.springframework.data.repository.Repository;

/** Stores hashes of addresses that are not to be written to. */
interface SuppressedAddressRepository extends Repository<SuppressedAddress, Long> {

    SuppressedAddress save(SuppressedAddress address);

    boolean existsByAddressHashAndExchangeId(String addressHash, long exchangeId);

    boolean existsByAddressHashAndExchangeIdIsNull(String addressHash);
}
