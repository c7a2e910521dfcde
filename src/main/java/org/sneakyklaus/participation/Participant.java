package org.sneakyklaus.participation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/** A person in one exchange. */
@Entity
class Participant {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant updatedAt;

    private long exchangeId;
    private String name;
    private String email;
    private String giftIdeas;
    private boolean reminderEnabled;
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
        this.email = email.value();
        this.giftIdeas = profile.giftIdeas();
        this.reminderEnabled = true;
        this.addedByAdmin = addedByAdmin;
    }

    void rename(String newName, Instant now) {
        name = newName;
        updatedAt = now;
    }

    void wish(String newIdeas, Instant now) {
        giftIdeas = newIdeas;
        updatedAt = now;
    }

    void remind(boolean enabled, Instant now) {
        reminderEnabled = enabled;
        updatedAt = now;
    }

    /** Changes the address, which is confirmed only if its owner opened a link that was sent there. */
    void moveTo(EmailAddress newEmail, boolean confirmed, Instant now) {
        email = newEmail.value();
        confirmedAt = confirmed ? now : null;
        updatedAt = now;
    }

    void confirm(Instant now) {
        if (confirmedAt == null) {
            confirmedAt = now;
            updatedAt = now;
        }
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

    /** Adds the participant back after leaving or removal; the address must be confirmed again. */
    void comeBack(ProfileDetails profile, boolean byAdmin, Instant now) {
        name = profile.name();
        giftIdeas = profile.giftIdeas();
        addedByAdmin = byAdmin;
        reminderEnabled = true;
        confirmedAt = null;
        withdrawnAt = null;
        removedAt = null;
        updatedAt = now;
    }

    void askToLeave(Instant now) {
        leaveRequestedAt = now;
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

    EmailAddress email() {
        return new EmailAddress(email);
    }

    String giftIdeas() {
        return giftIdeas;
    }

    boolean isReminderEnabled() {
        return reminderEnabled;
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

    boolean isLeaveRequested() {
        return leaveRequestedAt != null;
    }

    boolean isActive() {
        return !isWithdrawn() && !isRemoved();
    }
}
