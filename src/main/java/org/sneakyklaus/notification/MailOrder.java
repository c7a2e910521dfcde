package org.sneakyklaus.notification;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail to be queued: what to send and to whom, never the text.
 *
 * @param participantId whom it is about, and to, unless it goes to the admin
 * @param occasion what makes it another one than the last of its kind
 * @param detail a small thing that the text needs, at most 500 characters; never a secret
 * @param useUntil when it stops being worth sending, or null when only its kind says so
 */
public record MailOrder(
        MailKind kind,
        long exchangeId,
        long participantId,
        String occasion,
        String detail,
        @Nullable Instant useUntil) {

    public MailOrder(MailKind kind, long exchangeId, long participantId, String occasion) {
        this(kind, exchangeId, participantId, occasion, "", null);
    }

    /** Equal for two orders of which only one may be sent. */
    String dedupeKey() {
        return "%s:%d:%s:%d".formatted(kind.name().toLowerCase(Locale.ROOT), exchangeId, occasion, participantId);
    }

    Optional<Instant> useUntil(Instant now) {
        return Optional.ofNullable(useUntil).or(() -> kind.useUntil(now));
    }

    @Override
    public String toString() {
        return kind + " of exchange " + exchangeId + " to participant " + participantId;
    }
}
