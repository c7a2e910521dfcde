package org.sneakyklaus.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail that is about to be sent, as the outbox has it.
 *
 * @param messageKey random; the same at every attempt, and another one when the admin sends it again
 * @param exchangeId what it is about, or null when it is about none
 * @param participantId whom it is about, or null when it is about nobody
 * @param detail what {@link MailOrder#detail()} was
 * @param useUntil when it stops being worth sending, or null for never
 * @param attempts how often sending it was tried before
 */
public record QueuedMail(
        long id,
        Instant queuedAt,
        String messageKey,
        MailKind kind,
        @Nullable Long exchangeId,
        @Nullable Long participantId,
        String detail,
        @Nullable Instant useUntil,
        int attempts) {

    @Override
    public String toString() {
        return "mail " + id + " (" + kind + ")";
    }
}
