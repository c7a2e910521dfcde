package org.sneakyklaus.outbox.transport;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finished email. It holds secrets, so it is never stored in the database and never logged.
 *
 * @param outboxId id of its outbox row
 * @param queuedAt when that row was written
 * @param messageKey the same for every attempt to send the same email
 * @param toName one line, in any script
 * @param unsubscribe URL to which a mail program may POST once to unsubscribe (RFC 8058), or null
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

    /** Creates an email without an unsubscribe URL. */
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
