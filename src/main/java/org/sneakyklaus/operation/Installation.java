package org.sneakyklaus.operation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The installation that this database belongs to. */
@Entity
class Installation {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    private String keyFingerprint;

    private @Nullable Instant keyKeptAt;

    @SuppressWarnings("NullAway.Init")
    protected Installation() {}

    Installation(String keyFingerprint, Instant now) {
        this.createdAt = now;
        this.keyFingerprint = keyFingerprint;
    }

    String keyFingerprint() {
        return keyFingerprint;
    }

    void accept(String fingerprint) {
        this.keyFingerprint = fingerprint;
        this.keyKeptAt = null;
    }

    boolean isKeyKept() {
        return keyKeptAt != null;
    }

    void keepKey(Instant now) {
        this.keyKeptAt = now;
    }
}
