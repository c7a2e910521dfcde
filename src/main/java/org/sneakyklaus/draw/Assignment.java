package org.sneakyklaus.draw;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sealed receiver of one giver. {@link Draw} writes the rows of a whole exchange at once. */
@Entity
class Assignment {

    /** No draw has this number. */
    static final int JOINED = 0;

    /** Nor this one, which every row of a backup has. */
    static final int FORGOTTEN = -1;

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

    /** Returns when the pairing was written; the same for all its rows. */
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

    /**
     * Returns the number of the draw or adjustment at the giver's last look, or null if they have never looked;
     * {@link #JOINED} for one who joined after the draw and has never looked; {@link #FORGOTTEN} after a restore.
     */
    @Nullable
    Integer revealedDraw() {
        return revealedDraw;
    }

    /** Whether the giver has looked since the last draw or adjustment. */
    boolean isRevealed() {
        return revealedDraw != null && revealedDraw == drawNumber;
    }

    /** Records that the giver has looked. Has no effect if they already had. */
    void reveal() {
        revealedDraw = drawNumber;
    }

    @Override
    public String toString() {
        return "assignment of exchange " + exchangeId;
    }
}
