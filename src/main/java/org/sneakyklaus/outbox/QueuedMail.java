package org.sneakyklaus.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An email about to be sent, as stored in the outbox.
 *
 * @param messageKey random; the same for every attempt, replaced when the admin sends the email again
 * @param exchangeId the exchange it is about, or null if unrelated to an exchange
 * @param participantId the participant it is about, or null if about no participant
 * @param detail what {@link MailOrder#detail()} was
 * @param useUntil when it stops being worth sending, or null if never
 * @param attempts number of earlier attempts
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
        int attempts)
        implements Queued {

    @Override
    public String toString() {
        return "mail " + id + " (" + kind + ")";
    }
}
