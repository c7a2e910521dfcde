package org.sneakyklaus.outbox.transport;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** E-mails for tests. */
final class MailFactory {

    static final Instant QUEUED = Instant.parse("2026-12-01T10:00:00.123Z");

    private MailFactory() {}

    static MailMessage to(String address) {
        return to(address, "Ann", "Names are drawn");
    }

    static MailMessage to(String address, String name, String subject) {
        return of("key-1", address, name, subject, "Hällo 🎁", null);
    }

    static MailMessage of(
            String key, String address, String name, String subject, String text, @Nullable URI unsubscribe) {
        return new MailMessage(17, QUEUED, key, address, name, subject, text, "<p>" + text + "</p>", unsubscribe);
    }
}
