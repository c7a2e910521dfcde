package org.sneakyklaus.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.CapturedMails;

/** An email in the outbox; written by {@link Outbox}, changed by conditional updates only. */
@Entity
class OutboundEmail extends OutboundMessage {

    @Enumerated(EnumType.STRING)
    private MailKind kind;

    private @Nullable Long participantId;
    private String detail;

    @Column
    private int priority;

    private @Nullable Instant useUntil;
    /** When it was reported to the admin as undelivered. */
    @Column
    private @Nullable Instant digestedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Delivery delivery;

    @SuppressWarnings("NullAway.Init")
    protected OutboundEmail() {}

    /** Returns the participant it is about; empty for an email to the admin about no participant. */
    Optional<Long> participantId() {
        return Optional.ofNullable(participantId);
    }

    @Override
    protected QueuedMail queued() {
        return new QueuedMail(
                id(),
                createdAt(),
                messageKey(),
                kind,
                exchangeId().orElse(null),
                participantId,
                detail,
                useUntil,
                attempts());
    }

    /** Returns whether it was captured as a file and so reached no one. */
    boolean wasKept() {
        return state() == OutboxState.SENT && CapturedMails.TRANSPORT.equals(transport());
    }

    OutboxView view(String keptBy) {
        return new OutboxView(
                id(),
                createdAt(),
                kind,
                participantId,
                exchangeId().orElse(null),
                state(),
                delivery,
                attempts(),
                state() == OutboxState.PENDING ? nextAttemptAt() : null,
                sentAt(),
                lastError(),
                transport(),
                state().mayBeRetried()
                        || (state() == OutboxState.SENT
                                && (delivery == Delivery.BOUNCED || keptBy.equals(transport()))));
    }
}
