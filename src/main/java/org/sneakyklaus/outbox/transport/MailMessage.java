package org.sneakyklaus.outbox.transport;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finished e-mail. It holds secrets, so it is never stored in the database and never printed.
 *
 * @param outboxId the row that it comes from
 * @param queuedAt when that row was written
 * @param messageKey the same for every attempt to send the same e-mail
 * @param toName one line, perhaps of any letters
 * @param unsubscribe where a mail program may unsubscribe its owner with one POST (RFC 8058), or null
 */
public record MailMessage(
        long outboxId,
        Instant queuedAt,
        String messageKey,
        String to,
        String toName,
        String subject,
        String text,
        String html,
        @Nullable URI unsubscribe) {

    /** An e-mail that nobody can unsubscribe from. */
    public MailMessage(
            long outboxId,
            Instant queuedAt,
            String messageKey,
            String to,
            String toName,
            String subject,
            String text,
            String html) {
        this(outboxId, queuedAt, messageKey, to, toName, subject, text, html, null);
    }

    @Override
    public String toString() {
        return "***";
    }
}
