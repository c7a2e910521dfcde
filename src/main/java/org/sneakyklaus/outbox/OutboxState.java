package org.sneakyklaus.outbox;

import java.util.List;

/** The state of an email. The names are stored. */
public enum OutboxState {
    /** Waits for its next attempt. */
    PENDING,
    /** Held after a restore until the admin decides. */
    HELD,
    /** Claimed by a process for sending. */
    CLAIMED,
    SENT,
    /** Possibly sent; the admin decides. */
    UNKNOWN,
    /** Given up. */
    FAILED,
    /** No longer worth sending. */
    CANCELLED,
    /** Was held or failed, then discarded by the admin. */
    DROPPED;

    static final List<OutboxState> RETRIABLE = List.of(FAILED, UNKNOWN);

    /** Returns whether the admin may have it sent again; a cancelled one would only be cancelled again. */
    public boolean mayBeRetried() {
        return RETRIABLE.contains(this);
    }
}
