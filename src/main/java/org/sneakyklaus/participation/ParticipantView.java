package org.sneakyklaus.participation;

import java.time.Instant;
import org.sneakyklaus.support.EmailAddress;

/**
 * A participant as the other modules see them.
 *
 * @param confirmed whether they have signed in once, which proves the address
 * @param leaveRequested whether they asked to leave
 * @param registeredAt when they first joined; being added back does not change it
 */
public record ParticipantView(
        long id,
        long exchangeId,
        String name,
        EmailAddress email,
        String giftIdeas,
        boolean reminderEnabled,
        boolean addedByAdmin,
        boolean confirmed,
        boolean withdrawn,
        boolean removed,
        boolean leaveRequested,
        Instant registeredAt) {

    static ParticipantView of(Participant participant) {
        return new ParticipantView(
                participant.id(),
                participant.exchangeId(),
                participant.name(),
                participant.email(),
                participant.giftIdeas(),
                participant.isReminderEnabled(),
                participant.isAddedByAdmin(),
                participant.isConfirmed(),
                participant.isWithdrawn(),
                participant.isRemoved(),
                participant.isLeaveRequested(),
                participant.createdAt());
    }

    /** Returns whether they take part: neither left nor removed. */
    public boolean active() {
        return !withdrawn && !removed;
    }

    /** Returns whether no one has vouched for the address: neither they nor the organiser. */
    public boolean doubtful() {
        return !confirmed && !addedByAdmin;
    }

    @Override
    public String toString() {
        return "participant " + id;
    }
}
