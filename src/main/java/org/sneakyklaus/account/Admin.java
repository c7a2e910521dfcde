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
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/** The administrator; the database allows one. */
@Entity
class Admin {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    @Column
    private Instant updatedAt;

    private String email;
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

    String passwordHash() {
        return passwordHash;
    }

    ZoneId zone() {
        return ZoneId.of(timezone);
    }

    Locale language() {
        return Locale.forLanguageTag(locale);
    }
}
