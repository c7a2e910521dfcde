package org.sneakyklaus.exclusion;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One exclusion. */
@Entity
class ExclusionRule {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(updatable = false)
    private long exchangeId;

    // Explicit, because the naming strategy would not separate the single letter.
    @Column(name = "participant_a_id")
    private long participantAId;

    @Column(name = "participant_b_id")
    private long participantBId;

    private boolean mutual;

    @SuppressWarnings("NullAway.Init")
    protected ExclusionRule() {}

    ExclusionRule(long exchangeId, long participantAId, long participantBId, boolean mutual, Instant now) {
        this.createdAt = now;
        this.exchangeId = exchangeId;
        this.participantAId = participantAId;
        this.participantBId = participantBId;
        this.mutual = mutual;
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    long participantAId() {
        return participantAId;
    }

    long participantBId() {
        return participantBId;
    }

    boolean isMutual() {
        return mutual;
    }
}
