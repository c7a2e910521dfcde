package org.sneakyklaus.participation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/** A person in one exchange. An update writes what changed alone: another transaction may have changed the rest. */
@Entity
@DynamicUpdate
class Participant {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    private long exchangeId;
    private String name;

    @Enumerated(EnumType.STRING)
    private Way way;

    private @Nullable String email;
    private @Nullable Long managedBy;

    @Column
    private @Nullable Long account;

    private String giftIdeas;
    private boolean reminderEnabled;
    private boolean invitationWanted;
    private boolean addedByAdmin;
    private @Nullable Instant confirmedAt;
    private @Nullable Instant withdrawnAt;
    private @Nullable Instant removedAt;
    private @Nullable Instant leaveRequestedAt;

    @SuppressWarnings("NullAway.Init")
    protected Participant() {}

    Participant(long exchangeId, ProfileDetails profile, EmailAddress email, boolean addedByAdmin, Instant now) {
        this.createdAt = now;
        this.updatedAt = now;
        this.exchangeId = exchangeId;
        this.name = profile.name();
        this.way = Way.EMAIL;
        this.email = email.value();
        this.giftIdeas = profile.giftIdeas();
        this.reminderEnabled = true;
        this.addedByAdmin = addedByAdmin;
    }

    /** A participant looked after by a guardian, who speaks for them: they take part from the start if the guardian does. */
    Participant(Participant guardian, ProfileDetails profile, boolean addedByAdmin, Instant now) {
        this.createdAt = now;
        this.updatedAt = now;
        this.exchangeId = guardian.exchangeId;
        this.name = profile.name();
        this.way = Way.GUARDIAN;
        this.managedBy = guardian.id();
        this.giftIdeas = profile.giftIdeas();
        this.addedByAdmin = addedByAdmin;
        this.confirmedAt = guardian.confirmedAt == null ? null : now;
    }

    /** A participant who signs in with a personal link. */
    Participant(long exchangeId, ProfileDetails profile, boolean addedByAdmin, Instant now) {
        this.createdAt = now;
        this.updatedAt = now;
        this.exchangeId = exchangeId;
        this.name = profile.name();
        this.way = Way.LINK;
        this.giftIdeas = profile.giftIdeas();
        this.addedByAdmin = addedByAdmin;
    }

    /** An organiser, who takes part from the start. */
    Participant(long exchangeId, ProfileDetails profile, long account, Instant now) {
        this.createdAt = now;
        this.updatedAt = now;
        this.exchangeId = exchangeId;
        this.name = profile.name();
        this.way = Way.ACCOUNT;
        this.account = account;
        this.giftIdeas = profile.giftIdeas();
        this.reminderEnabled = true;
        this.confirmedAt = now;
    }

    void rename(String newName, Instant now) {
        name = newName;
        updatedAt = now;
    }

    void wish(String newIdeas, Instant now) {
        giftIdeas = newIdeas;
        updatedAt = now;
    }

    /** Returns whether a name or ideas that are stored now would be replaced. */
    boolean losesTextTo(ProfileDetails profile) {
        return !name.equals(profile.name()) || (!giftIdeas.isEmpty() && !giftIdeas.equals(profile.giftIdeas()));
    }

    void remind(boolean enabled, Instant now) {
        reminderEnabled = enabled;
        updatedAt = now;
    }

    void wantInvitation(boolean wanted) {
        invitationWanted = wanted;
    }

    /**
     * Changes the address, which is confirmed only if its owner opened a link that was sent there. With the first
     * address come reminders.
     */
    void moveTo(EmailAddress newEmail, boolean confirmed, Instant now) {
        reminderEnabled |= way == Way.LINK || way == Way.GUARDIAN;
        way = Way.EMAIL;
        managedBy = null;
        email = newEmail.value();
        confirmedAt = confirmed ? now : null;
        invitationWanted = false;
        updatedAt = now;
    }

    /** Lets an organiser take part by their account from now on, no longer by email. */
    void tieTo(long newAccount, Instant now) {
        way = Way.ACCOUNT;
        account = newAccount;
        email = null;
        updatedAt = now;
    }

    void confirm(Instant now) {
        if (confirmedAt == null) {
            confirmedAt = now;
            updatedAt = now;
        }
    }

    /** Ends that another participant looks after them: they get a personal link, whose word is still to be chosen. */
    void standAlone(Instant now) {
        way = Way.LINK;
        managedBy = null;
        doubt(now);
    }

    /** Records that anyone who has their personal link can choose its word. */
    void doubt(Instant now) {
        confirmedAt = null;
        updatedAt = now;
    }

    /** Records that the organiser knows who it is. */
    void vouchFor(Instant now) {
        addedByAdmin = true;
        updatedAt = now;
    }

    /** Records another registration with this address. */
    void touch(Instant now) {
        updatedAt = now;
    }

    boolean isChangedSince(Instant time) {
        return updatedAt.isAfter(time);
    }

    void withdraw(Instant now) {
        withdrawnAt = now;
        giftIdeas = "";
        leaveRequestedAt = null;
        updatedAt = now;
    }

    void remove(Instant now) {
        removedAt = now;
        leaveRequestedAt = null;
        updatedAt = now;
    }

    /** Makes another participant the guardian of this one, who is looked after already. */
    void handTo(Participant guardian, Instant now) {
        managedBy = guardian.id();
        updatedAt = now;
    }

    /**
     * Adds the participant back. After leaving, an address must be confirmed again; after removal by the organiser it
     * stays confirmed, or the organiser could correct it and take the place over. Reminders that they turned off stay
     * off.
     */
    void comeBack(ProfileDetails profile, boolean byAdmin, Instant now) {
        name = profile.name();
        giftIdeas = profile.giftIdeas();
        addedByAdmin = byAdmin;
        invitationWanted = false;
        confirmedAt = confirmedAgain(now);
        withdrawnAt = null;
        removedAt = null;
        updatedAt = now;
    }

    /** Returns details that the organiser enters for them again, with their earlier ones where those give none. */
    ProfileDetails completed(ProfileDetails entered, @Nullable EmailAddress address) {
        var nameless = address != null && entered.name().equals(PersonList.nameOf(address));
        return new ProfileDetails(
                nameless ? name : entered.name(), entered.giftIdeas().isEmpty() ? giftIdeas : entered.giftIdeas());
    }

    private @Nullable Instant confirmedAgain(Instant now) {
        return switch (way) {
            case ACCOUNT -> now;
            case EMAIL -> withdrawnAt == null ? confirmedAt : null;
            case LINK, GUARDIAN -> null;
        };
    }

    void askToLeave(Instant now) {
        leaveRequestedAt = now;
        updatedAt = now;
    }

    void stay(Instant now) {
        leaveRequestedAt = null;
        updatedAt = now;
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    Instant createdAt() {
        return createdAt;
    }

    long exchangeId() {
        return exchangeId;
    }

    String name() {
        return name;
    }

    Way way() {
        return way;
    }

    /** Returns the address; empty unless they take part by email. */
    Optional<EmailAddress> email() {
        return Optional.ofNullable(email).map(EmailAddress::new);
    }

    /** Returns whether they take part by this email address. */
    boolean isAt(EmailAddress address) {
        return address.value().equals(email);
    }

    /** Returns the id of the guardian, if they are looked after and the guardian's row exists. */
    Optional<Long> managedBy() {
        return Optional.ofNullable(managedBy);
    }

    String giftIdeas() {
        return giftIdeas;
    }

    boolean isReminderEnabled() {
        return reminderEnabled;
    }

    /** Returns whether they asked for an invitation to the next exchange before their address was confirmed. */
    boolean isInvitationWanted() {
        return invitationWanted;
    }

    boolean isAddedByAdmin() {
        return addedByAdmin;
    }

    boolean isConfirmed() {
        return confirmedAt != null;
    }

    boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    boolean isRemoved() {
        return removedAt != null;
    }

    /** Returns when they left or were removed; empty while they take part. */
    Optional<Instant> leftAt() {
        return Optional.ofNullable(withdrawnAt).or(() -> Optional.ofNullable(removedAt));
    }

    boolean isLeaveRequested() {
        return leaveRequestedAt != null;
    }

    boolean isActive() {
        return !isWithdrawn() && !isRemoved();
    }
}
