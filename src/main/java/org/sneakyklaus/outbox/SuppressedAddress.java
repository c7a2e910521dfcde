package org.sneakyklaus.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address not to be emailed: never by one exchange, or only necessary emails by any. Holds only a keyed hash of it.
 */
@Entity
class SuppressedAddress {

    static final String NOT_ME = "not_me";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(updatable = false)
    private String addressHash;

    @Column(updatable = false)
    private @Nullable Long exchangeId;

    @Column(updatable = false)
    private String reason;

    @SuppressWarnings("NullAway.Init")
    protected SuppressedAddress() {}

    /** @param exchangeId the exchange, or null for all */
    SuppressedAddress(String addressHash, @Nullable Long exchangeId, String reason, Instant now) {
        this.createdAt = now;
        this.addressHash = addressHash;
        this.exchangeId = exchangeId;
        this.reason = reason;
    }
}
