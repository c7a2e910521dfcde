package org.sneakyklaus.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/**
 * The administrator; the database allows one. An update writes what changed alone: a password changed meanwhile stays.
 */
@Entity
@DynamicUpdate
class Admin {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    @Column
    private Instant updatedAt;

    private String email;

    /** The address that the admin changes to once it is confirmed. */
    private @Nullable String newEmail;

    private @Nullable Instant confirmedAt;
    private String passwordHash;

    @Column
    private String timezone;

    private String locale;

    @SuppressWarnings("NullAway.Init")
    protected Admin() {}

    Admin(EmailAddress email, String passwordHash, ZoneId zone, Locale locale, Instant now) {
        this.createdAt = now;
        this.updatedAt = now;
        this.email = email.value();
        this.passwordHash = passwordHash;
        this.timezone = zone.getId();
        this.locale = locale.toLanguageTag();
    }

    long id() {
        return Objects.requireNonNull(id);
    }

    String email() {
        return email;
    }

    @Nullable
    String newEmail() {
        return newEmail;
    }

    /** Returns the principal name that identifies the admin's sessions. */
    String principalName() {
        return "admin:" + id();
    }

    String passwordHash() {
        return passwordHash;
    }

    void changePassword(String hash, Instant now) {
        passwordHash = hash;
        updatedAt = now;
    }

    boolean isConfirmed() {
        return confirmedAt != null;
    }

    /**
     * Returns the address to be confirmed by opening a link sent there, the new or the first one; empty if none needs
     * it.
     */
    Optional<EmailAddress> toConfirm() {
        if (newEmail != null) {
            return Optional.of(new EmailAddress(newEmail));
        }
        return isConfirmed() ? Optional.empty() : Optional.of(new EmailAddress(email));
    }

    /** Requests another address; the current one cancels the request. */
    void wantToMove(EmailAddress address, Instant now) {
        newEmail = address.value().equals(email) ? null : address.value();
        updatedAt = now;
    }

    /** Records that emails to this address, the requested or the current one, are read. */
    void confirm(EmailAddress address, Instant now) {
        if (address.value().equals(newEmail)) {
            email = address.value();
            newEmail = null;
        }
        confirmedAt = now;
        updatedAt = now;
    }

    void live(ZoneId zone, Locale language, Instant now) {
        timezone = zone.getId();
        locale = language.toLanguageTag();
        updatedAt = now;
    }

    ZoneId zone() {
        return ZoneId.of(timezone);
    }

    Locale language() {
        return Locale.forLanguageTag(locale);
    }
}
