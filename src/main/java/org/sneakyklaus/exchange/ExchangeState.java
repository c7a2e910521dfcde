package org.sneakyklaus.exchange;

/** The states of an exchange and which of them may follow which. */
public enum ExchangeState {
    DRAFT,
    REGISTRATION_OPEN,
    REGISTRATION_CLOSED,
    MATCHED,
    COMPLETED,
    CANCELLED;

    /** Whether an exchange may move from this state to the next; a draw repeated leads from drawn to drawn. */
    public boolean mayBecome(ExchangeState next) {
        return switch (this) {
            case DRAFT -> next == REGISTRATION_OPEN;
            case REGISTRATION_OPEN -> next == REGISTRATION_CLOSED || next == CANCELLED;
            case REGISTRATION_CLOSED -> next == REGISTRATION_OPEN || next == MATCHED || next == CANCELLED;
            case MATCHED -> next == MATCHED || next == REGISTRATION_CLOSED || next == COMPLETED || next == CANCELLED;
            case COMPLETED -> next == MATCHED;
            case CANCELLED -> false;
        };
    }

    /** Whether the admin may delete it, after typing its name. */
    public boolean isDeletable() {
        return this == DRAFT || isOver();
    }

    /** Whether its details may still be edited, and people added or removed. */
    public boolean isEditable() {
        return !isOver();
    }

    /** Whether the rules of who must not draw whom may change. */
    public boolean allowsExclusions() {
        return isBeforeDraw();
    }

    /** Whether participants may change their own name. */
    public boolean allowsNewName() {
        return this == REGISTRATION_OPEN || this == REGISTRATION_CLOSED;
    }

    /** Whether participants may change their gift ideas. */
    public boolean allowsGiftIdeas() {
        return allowsNewName() || this == MATCHED;
    }

    /** Whether participants may withdraw by themselves. */
    public boolean allowsWithdrawal() {
        return this == REGISTRATION_OPEN;
    }

    /** Whether a participant who wants to leave must ask the organiser. */
    public boolean allowsLeaveRequest() {
        return this == REGISTRATION_CLOSED || this == MATCHED;
    }

    /** Whether the pairing is still to come. */
    public boolean isBeforeDraw() {
        return this == DRAFT || this == REGISTRATION_OPEN || this == REGISTRATION_CLOSED;
    }

    /** Whether there is a pairing, and givers see their recipient. */
    public boolean hasPairing() {
        return this == MATCHED || this == COMPLETED;
    }

    /** Whether nothing more will happen but the purge. */
    public boolean isOver() {
        return this == COMPLETED || this == CANCELLED;
    }
}
