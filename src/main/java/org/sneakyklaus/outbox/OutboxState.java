package org.sneakyklaus.outbox;

import java.util.List;

/** How far an e-mail has come. The names are stored. */
public enum OutboxState {
    /** Waits for its time. */
    PENDING,
    /** Waits for the admin's word, after a restore. */
    HELD,
    /** Is being sent. */
    CLAIMED,
    SENT,
    /** May have been sent; the admin decides. */
    UNKNOWN,
    /** Given up. */
    FAILED,
    /** No longer worth sending. */
    CANCELLED,
    /** Was held back, and the admin did not want it sent. */
    DROPPED;

    static final List<OutboxState> RETRIABLE = List.of(FAILED, UNKNOWN);

    /** Whether the admin may have it sent again; a cancelled one would only be cancelled again. */
    public boolean mayBeRetried() {
        return RETRIABLE.contains(this);
    }
}
