package org.sneakyklaus.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an email and a webhook have in common while they wait to be sent. Written by SQL, changed by conditional updates
 * only, see {@link OutboundMessageRepository}.
 */
@MappedSuperclass
public abstract class OutboundMessage {

    @Id
    private long id;

    private Instant createdAt;
    private String messageKey;

    @Column
    private @Nullable String transport;

    private @Nullable Long exchangeId;

    @Enumerated(EnumType.STRING)
    private OutboxState state;

    private int attempts;
    private Instant nextAttemptAt;

    @Column
    private @Nullable Instant claimedUntil;

    private @Nullable Instant unknownSince;
    private @Nullable Instant sentAt;
    private @Nullable String lastError;

    @Column
    private @Nullable String providerId;

    @SuppressWarnings("NullAway.Init")
    protected OutboundMessage() {}

    public long id() {
        return id;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Returns what the receiver knows repeats by: the same for every attempt. */
    public String messageKey() {
        return messageKey;
    }

    public Optional<Long> exchangeId() {
        return Optional.ofNullable(exchangeId);
    }

    public OutboxState state() {
        return state;
    }

    /** Returns the number of attempts that ended. */
    public int attempts() {
        return attempts;
    }

    public Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    /** Returns by what it was last handed over; null if it never was. */
    public @Nullable String transport() {
        return transport;
    }

    /** Returns when it was accepted; null if it was not. */
    public @Nullable Instant sentAt() {
        return sentAt;
    }

    /** Returns when it was first handed over without an answer; null if every attempt was answered. */
    public @Nullable Instant unknownSince() {
        return unknownSince;
    }

    /** Returns why the latest attempt failed; null if it did not. */
    public @Nullable String lastError() {
        return lastError;
    }

    /** Returns what the receiver answered to the accepted attempt, such as its own id. */
    public @Nullable String providerId() {
        return providerId;
    }

    /** Returns what sending it needs. */
    protected abstract Queued queued();
}
