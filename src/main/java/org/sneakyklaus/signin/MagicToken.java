package org.sneakyklaus.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/** A token sent by email; only its hash is stored. */
@Entity
class MagicToken {

    /** The tolerated difference between the clocks of two machines. */
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private Instant createdAt;

    @Column(updatable = false)
    private String tokenHash;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Purpose tokenType;

    private String origin;
    private String email;
    private @Nullable Long participantId;
    private @Nullable Long exchangeId;

    @Column(updatable = false)
    private @Nullable String codeHash;

    /** Not counted here: a wrong code must cost the same whether there is a token or not. */
    @Column(updatable = false)
    private int codeTries;

    @Column(updatable = false)
    private @Nullable String browserHash;

    private Instant expiresAt;
    private @Nullable Instant usedAt;

    @SuppressWarnings("NullAway.Init")
    protected MagicToken() {}

    /** @param code a code that also opens it, or null */
    MagicToken(TokenSpec spec, String tokenHash, @Nullable HashedCode code, Instant now) {
        this.createdAt = now;
        this.tokenHash = tokenHash;
        this.tokenType = spec.purpose();
        this.origin = origin(spec.asked());
        this.email = spec.email().value();
        this.participantId = spec.participantId();
        this.exchangeId = spec.exchangeId();
        this.codeHash = code == null ? null : code.codeHash();
        this.codeTries = 0;
        this.browserHash = code == null ? null : code.browserHash();
        this.expiresAt = now.plus(spec.life());
    }

    static String origin(boolean asked) {
        return asked ? "asked" : "mailed";
    }

    boolean isUsable(Instant now) {
        return usedAt == null && expiresAt.isAfter(now) && !createdAt.isAfter(latestIssue(now));
    }

    /** Returns when a usable one was issued at the latest: after a clock was set back, a later one would last longer. */
    static Instant latestIssue(Instant now) {
        return now.plus(TOLERATED);
    }

    boolean isOpenedBy(HashedCode code) {
        return code.codeHash().equals(codeHash) && code.browserHash().equals(browserHash);
    }

    boolean isAsked() {
        return origin.equals(origin(true));
    }

    String tokenHash() {
        return tokenHash;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Long participantId() {
        return participantId;
    }

    @Nullable
    Long exchangeId() {
        return exchangeId;
    }

    EmailAddress email() {
        return new EmailAddress(email);
    }
}
