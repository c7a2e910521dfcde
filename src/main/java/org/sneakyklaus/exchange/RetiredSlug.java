package org.sneakyklaus.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link that the admin has replaced: it only leads to sign-in. */
@Entity
@Table(name = "exchange_slug")
class RetiredSlug {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(updatable = false)
    private String slug;

    private long exchangeId;

    @Column(updatable = false)
    private Instant retiredAt;

    @SuppressWarnings("NullAway.Init")
    protected RetiredSlug() {}

    RetiredSlug(String slug, long exchangeId, Instant now) {
        this.createdAt = now;
        this.slug = slug;
        this.exchangeId = exchangeId;
        this.retiredAt = now;
    }

    long exchangeId() {
        return exchangeId;
    }
}
