package org.sneakyklaus.notification.transport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finished e-mail. It holds secrets, so it is never stored in the database and never printed.
 *
 * @param outboxId the row that it comes from
 * @param queuedAt when that row was written
 * @param messageKey the same for every attempt to send the same e-mail
 * @param toName one line, perhaps of any letters
 * @param unsubscribeUrl where a POST alone ends e-mails of this kind (RFC 8058), or null for those that cannot be ended
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
        @Nullable String unsubscribeUrl) {

    @Override
    public String toString() {
        return "***";
    }
}
