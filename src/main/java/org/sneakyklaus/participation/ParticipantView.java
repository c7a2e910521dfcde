package org.sneakyklaus.participation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/**
 * A participant as the other modules see them.
 *
 * @param email the address that emails to them go to, or null: the one they take part by, or that of an organiser's
 *     account once it is confirmed
 * @param managedBy the id of their guardian, or null unless they are looked after
 * @param addedByAdmin whether the organiser added them, or knows who made their personal link
 * @param confirmed whether they have signed in once, which proves the address; if they are looked after, whether their
 *     guardian has; if they have a personal link, whether they have chosen its word
 * @param leaveRequested whether they asked to leave
 * @param registeredAt when they first joined; being added back does not change it
 */
public record ParticipantView(
        long id,
        long exchangeId,
        String name,
        Way way,
        @Nullable EmailAddress email,
        @Nullable Long managedBy,
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
                participant.way(),
                participant.email().orElse(null),
                participant.managedBy().orElse(null),
                participant.giftIdeas(),
                participant.isReminderEnabled(),
                participant.isAddedByAdmin(),
                participant.isConfirmed(),
                participant.isWithdrawn(),
                participant.isRemoved(),
                participant.isLeaveRequested(),
                participant.createdAt());
    }

    /** Returns the same participant, with the address of their account. */
    ParticipantView reachedAt(EmailAddress address) {
        return new ParticipantView(
                id,
                exchangeId,
                name,
                way,
                address,
                managedBy,
                giftIdeas,
                reminderEnabled,
                addedByAdmin,
                confirmed,
                withdrawn,
                removed,
                leaveRequested,
                registeredAt);
    }

    /** Returns whether they take part: neither left nor removed. */
    public boolean active() {
        return !withdrawn && !removed;
    }

    /** Returns whether another participant looks after them. */
    public boolean lookedAfter() {
        return way == Way.GUARDIAN;
    }

    /** Returns whether they can be sent emails. */
    public boolean mailed() {
        return email != null;
    }

    /** Returns the address. Requires that they are {@link #mailed}. */
    public EmailAddress requiredEmail() {
        return Objects.requireNonNull(email);
    }

    /** Returns whether they sign in with a personal link. */
    public boolean linked() {
        return way == Way.LINK;
    }

    /**
     * Returns whether the organiser may see if they are confirmed. After the draw not if they, or who looks after them,
     * may have a personal link: it would tell that the link was opened.
     */
    public boolean showsConfirmation(boolean beforeDraw) {
        return beforeDraw || !(linked() || lookedAfter());
    }

    /** Returns whether no one has vouched for the address: neither they nor the organiser. */
    public boolean unconfirmed() {
        return !confirmed && !addedByAdmin;
    }

    /**
     * Returns whether to look at them before a draw: the address is unconfirmed, or the organiser does not know who made
     * the personal link, or anyone who holds it can choose its word.
     */
    public boolean doubtful() {
        return linked() ? !confirmed || !addedByAdmin : unconfirmed();
    }

    @Override
    public String toString() {
        return "participant " + id;
    }
}
