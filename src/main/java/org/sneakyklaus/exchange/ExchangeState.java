package org.sneakyklaus.exchange;

/** The states of an exchange and their transitions. */
public enum ExchangeState {
    DRAFT,
    REGISTRATION_OPEN,
    REGISTRATION_CLOSED,
    MATCHED,
    COMPLETED,
    CANCELLED;

    /** Returns whether an exchange may move from this state to the next; drawing again leads from drawn to drawn. */
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

    /** Returns whether the admin may delete it, after typing its name. */
    public boolean isDeletable() {
        return this == DRAFT || isOver();
    }

    /** Returns whether its details may be edited, and participants added or removed. */
    public boolean isEditable() {
        return !isOver();
    }

    /** Returns whether exclusions may change. */
    public boolean allowsExclusions() {
        return isBeforeDraw();
    }

    /** Returns whether the organiser may write to all participants. */
    public boolean allowsAnnouncements() {
        return this == REGISTRATION_OPEN || this == REGISTRATION_CLOSED || this == MATCHED;
    }

    /** Returns whether participants may change their own name. */
    public boolean allowsNewName() {
        return this == REGISTRATION_OPEN || this == REGISTRATION_CLOSED;
    }

    /** Returns whether participants may change their gift ideas. */
    public boolean allowsGiftIdeas() {
        return allowsNewName() || this == MATCHED;
    }

    /** Returns whether participants may leave without asking. */
    public boolean allowsWithdrawal() {
        return this == REGISTRATION_OPEN;
    }

    /** Returns whether a participant who wants to leave must ask the organiser. */
    public boolean allowsLeaveRequest() {
        return this == REGISTRATION_CLOSED || this == MATCHED;
    }

    /** Returns whether the draw is still to come. */
    public boolean isBeforeDraw() {
        return this == DRAFT || this == REGISTRATION_OPEN || this == REGISTRATION_CLOSED;
    }

    /** Returns whether pairings exist, and givers see who they drew. */
    public boolean hasPairing() {
        return this == MATCHED || this == COMPLETED;
    }

    /** Returns whether nothing more will happen except the purge. */
    public boolean isOver() {
        return this == COMPLETED || this == CANCELLED;
    }
}
