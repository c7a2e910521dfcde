package org.sneakyklaus.draw;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whom one person gives to, sealed. {@link Draw} writes the rows of a whole exchange at once. */
@Entity
class Assignment {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    private long exchangeId;
    private long giverId;

    @Column(updatable = false)
    private String receiver;

    private int drawNumber;
    private @Nullable Integer revealedDraw;

    @SuppressWarnings("NullAway.Init")
    protected Assignment() {}

    /** When the pairing was written, all rows of it at once. */
    Instant createdAt() {
        return createdAt;
    }

    long exchangeId() {
        return exchangeId;
    }

    long giverId() {
        return giverId;
    }

    String receiver() {
        return receiver;
    }

    int drawNumber() {
        return drawNumber;
    }

    /** The number of the draw or mend at the giver's last look, or null when they have never looked. */
    @Nullable
    Integer revealedDraw() {
        return revealedDraw;
    }

    /** Whether the giver has looked since the last draw or mend. */
    boolean isRevealed() {
        return revealedDraw != null && revealedDraw == drawNumber;
    }

    /** Notes that the giver has looked; nothing changes when they had. */
    void reveal() {
        revealedDraw = drawNumber;
    }

    @Override
    public String toString() {
        return "assignment of exchange " + exchangeId;
    }
}
