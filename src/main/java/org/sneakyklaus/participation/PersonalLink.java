package org.sneakyklaus.participation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.SecretToken;

/** The link that a participant signs in with, together with a word that they chose. */
@Entity
class PersonalLink {

    /** So many wrong words since the last right one stop a link. */
    private static final int MOST_WRONG_TRIES = 20;

    @Id
    private long participantId;

    @Column(updatable = false)
    private Instant createdAt;

    private String tokenHash;
    private @Nullable String wordHash;
    private @Nullable Instant openedAt;
    private int wrongTries;
    private boolean stopped;

    @SuppressWarnings("NullAway.Init")
    protected PersonalLink() {}

    /** @param wordHash the word of a person who made the link for themselves; else null */
    PersonalLink(long participantId, SecretToken token, @Nullable String wordHash, Instant now) {
        this.participantId = participantId;
        this.createdAt = now;
        this.tokenHash = token.hash();
        this.wordHash = wordHash;
    }

    /** Makes a new link of it: the old one is worth nothing, the word stays. */
    void renew(SecretToken token) {
        tokenHash = token.hash();
        wrongTries = 0;
        stopped = false;
    }

    /** Sets the word of the first browser that opens the link. */
    void choose(String newWordHash, Instant now) {
        wordHash = newWordHash;
        if (openedAt == null) {
            openedAt = now;
        }
    }

    /** Lets the next one who opens the link choose a word; that is the first opening then. */
    void forgetWord() {
        wordHash = null;
        openedAt = null;
    }

    void opened() {
        wrongTries = 0;
    }

    /** Counts a wrong word. */
    void refused() {
        wrongTries++;
        if (wrongTries >= MOST_WRONG_TRIES) {
            stopped = true;
        }
    }

    void stop() {
        stopped = true;
    }

    long participantId() {
        return participantId;
    }

    Instant createdAt() {
        return createdAt;
    }

    String tokenHash() {
        return tokenHash;
    }

    Optional<String> wordHash() {
        return Optional.ofNullable(wordHash);
    }

    Optional<Instant> openedAt() {
        return Optional.ofNullable(openedAt);
    }

    boolean isStopped() {
        return stopped;
    }
}
