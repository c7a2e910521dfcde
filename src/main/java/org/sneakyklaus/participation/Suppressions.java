package org.sneakyklaus.participation;

import java.time.Clock;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.SecretBox;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Addresses that are not to be written to: their owners said that an exchange has nothing to do with them, or no e-mail
 * gets there or is wanted there.
 */
@Component
public class Suppressions {

    private final SuppressedAddressRepository addresses;
    private final SecretBox secretBox;
    private final Clock clock;

    Suppressions(SuppressedAddressRepository addresses, SecretBox secretBox, Clock clock) {
        this.addresses = addresses;
        this.secretBox = secretBox;
        this.clock = clock;
    }

    /** Whether the owner of an address said that this exchange has nothing to do with them. */
    @Transactional(readOnly = true)
    public boolean holds(long exchangeId, EmailAddress address) {
        return addresses.existsByAddressHashAndExchangeId(hash(address), exchangeId);
    }

    /** This exchange must never write to an address again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long exchangeId, EmailAddress address) {
        if (!holds(exchangeId, address)) {
            addresses.save(new SuppressedAddress(hash(address), exchangeId, SuppressedAddress.NOT_ME, clock.instant()));
        }
    }

    /** Whether an address gets only what is needed, such as a link that its owner asks for. */
    @Transactional(readOnly = true)
    public boolean holdsEverywhere(EmailAddress address) {
        return addresses.existsByAddressHashAndExchangeIdIsNull(hash(address));
    }

    /**
     * From now on an address gets only what is needed.
     *
     * @param reason a word for it, at most 20 characters
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addEverywhere(EmailAddress address, String reason) {
        if (!holdsEverywhere(address)) {
            addresses.save(new SuppressedAddress(hash(address), null, reason, clock.instant()));
        }
    }

    private String hash(EmailAddress address) {
        return secretBox.hash("suppressed address", address.value());
    }
}
