package org.sneakyklaus.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.CapturedMails;

/** An email in the outbox; written by {@link Outbox}, changed by conditional updates only. */
@Entity
class OutboundEmail {

    @Id
    private long id;

    private Instant createdAt;
    private String messageKey;

    @Enumerated(EnumType.STRING)
    private MailKind kind;

    @Column
    private @Nullable String transport;

    private @Nullable Long participantId;
    private @Nullable Long exchangeId;
    private String detail;

    @Column
    private int priority;

    @Enumerated(EnumType.STRING)
    private OutboxState state;

    private int attempts;
    private Instant nextAttemptAt;

    @Column
    private @Nullable Instant claimedUntil;

    private @Nullable Instant useUntil;
    private @Nullable Instant unknownSince;
    private @Nullable Instant sentAt;
    private @Nullable String lastError;

    @Column
    private @Nullable String providerId;

    /** When it was reported to the admin as undelivered. */
    @Column
    private @Nullable Instant digestedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Delivery delivery;

    @SuppressWarnings("NullAway.Init")
    protected OutboundEmail() {}

    long id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Returns the participant it is about; empty for an email to the admin about no participant. */
    Optional<Long> participantId() {
        return Optional.ofNullable(participantId);
    }

    Optional<Long> exchangeId() {
        return Optional.ofNullable(exchangeId);
    }

    OutboxState state() {
        return state;
    }

    @Nullable
    Instant sentAt() {
        return sentAt;
    }

    /** Returns when it was first handed over without an answer; null if every attempt was answered. */
    @Nullable
    Instant unknownSince() {
        return unknownSince;
    }

    QueuedMail queued() {
        return new QueuedMail(id, createdAt, messageKey, kind, exchangeId, participantId, detail, useUntil, attempts);
    }

    /** @param keepsMail whether emails are now captured instead of sent */
    PersonMail personMail(boolean keepsMail) {
        return new PersonMail(PersonMail.Standing.of(state, delivery, wasKept(), keepsMail), id, lastError);
    }

    /** Returns whether it was captured as a file and so reached no one. */
    boolean wasKept() {
        return state == OutboxState.SENT && CapturedMails.TRANSPORT.equals(transport);
    }

    OutboxView view(String keptBy) {
        return new OutboxView(
                id,
                createdAt,
                kind,
                participantId,
                exchangeId,
                state,
                delivery,
                attempts,
                state == OutboxState.PENDING ? nextAttemptAt : null,
                sentAt,
                lastError,
                transport,
                state.mayBeRetried()
                        || (state == OutboxState.SENT && (delivery == Delivery.BOUNCED || keptBy.equals(transport))));
    }
}
