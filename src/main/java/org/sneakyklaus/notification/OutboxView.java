package org.sneakyklaus.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail in the outbox as the admin sees it: neither subject nor text, which exist only when it is sent.
 *
 * @param participantName whom it is about, or null for one to the admin that is about nobody
 * @param exchangeId what it is about, or null when it is about none
 * @param nextAttemptAt when it is tried next, or null when it is not waiting
 * @param lastError why the last attempt failed, or null
 * @param transport by what it was tried last, or null when it never was
 */
public record OutboxView(
        long id,
        Instant queuedAt,
        MailKind kind,
        @Nullable String participantName,
        @Nullable Long exchangeId,
        @Nullable String exchangeName,
        OutboxState state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable String lastError,
        @Nullable String transport) {

    @Override
    public String toString() {
        return "mail " + id;
    }
}
