package org.sneakyklaus.exchange;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the organiser wrote to all participants of an exchange. */
@Entity
class Announcement {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(updatable = false)
    private long exchangeId;

    @Column(updatable = false)
    private String text;

    @SuppressWarnings("NullAway.Init")
    protected Announcement() {}

    Announcement(long exchangeId, String text, Instant now) {
        this.createdAt = now;
        this.exchangeId = exchangeId;
        this.text = text;
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    Instant createdAt() {
        return createdAt;
    }

    String text() {
        return text;
    }
}
