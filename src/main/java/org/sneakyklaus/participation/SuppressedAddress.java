package org.sneakyklaus.participation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An address that an exchange must never write to again; only a keyed hash of it is kept. */
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
    private long exchangeId;

    @Column(updatable = false)
    private String reason;

    @SuppressWarnings("NullAway.Init")
    protected SuppressedAddress() {}

    SuppressedAddress(String addressHash, long exchangeId, String reason, Instant now) {
        this.createdAt = now;
        this.addressHash = addressHash;
        this.exchangeId = exchangeId;
        this.reason = reason;
    }
}
