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
 * Manages addresses not to be emailed: the owner said that an exchange does not concern them, or emails bounced or were
 * marked as spam.
 */
@Component
public class Suppressions {

    /** Why an address gets only necessary emails. The names are stored. */
    public enum Reason {
        /** Emails do not arrive there. */
        BOUNCED,
        /** Its owner marked an email as spam. */
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

    /** Returns whether the owner of an address said that this exchange does not concern them. */
    @Transactional(readOnly = true)
    public boolean holds(long exchangeId, EmailAddress address) {
        return addresses.existsByAddressHashAndExchangeId(hash(address), exchangeId);
    }

    /** Like {@link #holds}, for many addresses of one exchange with a single query. */
    @Transactional(readOnly = true)
    public Predicate<EmailAddress> heldBy(long exchangeId) {
        var hashes = addresses.findHashes(exchangeId);
        return address -> hashes.contains(hash(address));
    }

    /** Stops this exchange from ever emailing an address again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(long exchangeId, EmailAddress address) {
        if (!holds(exchangeId, address)) {
            addresses.save(new SuppressedAddress(hash(address), exchangeId, SuppressedAddress.NOT_ME, clock.instant()));
        }
    }

    /** Returns whether an address gets only necessary emails, such as a link that its owner asks for. */
    @Transactional(readOnly = true)
    public boolean holdsEverywhere(EmailAddress address) {
        return addresses.existsByAddressHashAndExchangeIdIsNull(hash(address));
    }

    /** Limits an address to necessary emails from now on; each reason lasts independently. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addEverywhere(EmailAddress address, Reason reason) {
        if (!addresses.existsByAddressHashAndExchangeIdIsNullAndReason(hash(address), reason.name())) {
            addresses.save(new SuppressedAddress(hash(address), null, reason.name(), clock.instant()));
        }
    }

    /** Lifts a bounce noted before an instant. What the owner said stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void liftBounce(EmailAddress address, Instant before) {
        addresses.deleteOlder(hash(address), Reason.BOUNCED.name(), before);
    }

    private String hash(EmailAddress address) {
        return secretBox.hash("suppressed address", address.value());
    }
}
