package org.sneakyklaus.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail in the outbox as the admin sees it: neither subject nor text, which exist only when it is sent.
 *
 * @param participantName whom it is about
 * @param nextAttemptAt when it is tried next, or null when it is not waiting
 * @param lastError why the last attempt failed, or null
 */
public record OutboxView(
        long id,
        Instant queuedAt,
        MailKind kind,
        String participantName,
        long exchangeId,
        String exchangeName,
        OutboxState state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable String lastError) {

    @Override
    public String toString() {
        return "mail " + id;
    }
}
