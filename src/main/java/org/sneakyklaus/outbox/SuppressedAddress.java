package org.sneakyklaus.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address that is not to be written to: never by one exchange, or only what is needed by all; a keyed hash of it is
 * kept, and no more.
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

    /** @param exchangeId null for all */
    SuppressedAddress(String addressHash, @Nullable Long exchangeId, String reason, Instant now) {
        this.createdAt = now;
        this.addressHash = addressHash;
        this.exchangeId = exchangeId;
        this.reason = reason;
    }
}
