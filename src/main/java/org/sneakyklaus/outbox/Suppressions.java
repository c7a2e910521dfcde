package org.sneakyklaus.outbox;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Predicate;
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

    /** Why an address gets only what is needed. The names are stored. */
    public enum Reason {
        /** No e-mail gets there. */
        BOUNCED,
        /** Its owner said that an e-mail is spam. */
        COMPLAINED
    }

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

    /** Like {@link #holds}, for many addresses of one exchange: a question that asks the database once. */
    @Transactional(readOnly = true)
    public Predicate<EmailAddress> heldBy(long exchangeId) {
        var hashes = addresses.findHashes(exchangeId);
        return address -> hashes.contains(hash(address));
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

    /** From now on an address gets only what is needed; each reason for it lasts on its own. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addEverywhere(EmailAddress address, Reason reason) {
        if (!addresses.existsByAddressHashAndExchangeIdIsNullAndReason(hash(address), reason.name())) {
            addresses.save(new SuppressedAddress(hash(address), null, reason.name(), clock.instant()));
        }
    }

    /**
     * Takes back that no e-mail gets to an address, if that is what was thought before an instant. What its owner said
     * stays.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void liftBounce(EmailAddress address, Instant before) {
        addresses.deleteOlder(hash(address), Reason.BOUNCED.name(), before);
    }

    private String hash(EmailAddress address) {
        return secretBox.hash("suppressed address", address.value());
    }
}
