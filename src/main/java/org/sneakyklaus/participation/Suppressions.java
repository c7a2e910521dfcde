package org.sneakyklaus.participation;

import java.time.Clock;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.SecretBox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Addresses whose owners said that an exchange has nothing to do with them. */
@Component
class Suppressions {

    private final SuppressedAddressRepository addresses;
    private final SecretBox secretBox;
    private final Clock clock;

    Suppressions(SuppressedAddressRepository addresses, SecretBox secretBox, Clock clock) {
        this.addresses = addresses;
        this.secretBox = secretBox;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public boolean holds(long exchangeId, EmailAddress address) {
        return addresses.existsByAddressHashAndExchangeId(hash(address), exchangeId);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long exchangeId, EmailAddress address) {
        if (!holds(exchangeId, address)) {
            addresses.save(new SuppressedAddress(hash(address), exchangeId, SuppressedAddress.NOT_ME, clock.instant()));
        }
    }

    private String hash(EmailAddress address) {
        return secretBox.hash("suppressed address", address.value());
    }
}
