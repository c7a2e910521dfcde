package org.sneakyklaus.outbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.util.Assert;

/**
 * An e-mail to be queued: what to send and to whom, never the text.
 *
 * @param exchangeId what it is about, or null when it is about none
 * @param participantId whom it is about, and to, unless it goes to the admin; null when it is about nobody
 * @param occasion what makes it another one than the last of its kind
 * @param detail a small thing that the text needs, at most 500 characters; never a secret
 * @param useUntil when it stops being worth sending, or null when only its kind says so
 * @param unasked where it goes, for the kinds that somebody can have sent to an address whose owner has not asked for it;
 *     null for all others
 */
public record MailOrder(
        MailKind kind,
        @Nullable Long exchangeId,
        @Nullable Long participantId,
        String occasion,
        String detail,
        @Nullable Instant useUntil,
        @Nullable EmailAddress unasked) {

    public MailOrder {
        Assert.isTrue(kind.isUnasked() == (unasked != null), () -> kind + " counts by its address, or does not");
    }

    public MailOrder(
            MailKind kind,
            @Nullable Long exchangeId,
            @Nullable Long participantId,
            String occasion,
            String detail,
            @Nullable Instant useUntil) {
        this(kind, exchangeId, participantId, occasion, detail, useUntil, null);
    }

    public MailOrder(MailKind kind, long exchangeId, long participantId, String occasion) {
        this(kind, exchangeId, participantId, occasion, "", null);
    }

    /** An e-mail about a participant to an address whose owner may not have asked for it. */
    public static MailOrder unasked(
            MailKind kind, long exchangeId, long participantId, String occasion, String detail, EmailAddress to) {
        return new MailOrder(kind, exchangeId, participantId, occasion, detail, null, to);
    }

    /** An e-mail to the admin that is about no participant. */
    public static MailOrder toAdmin(MailKind kind, @Nullable Long exchangeId, String occasion, String detail) {
        return new MailOrder(kind, exchangeId, null, occasion, detail, null);
    }

    /** Equal for two orders of which only one may be sent. */
    String dedupeKey() {
        var exchange = exchangeId == null ? "" : exchangeId + ":";
        var participant = participantId == null ? "" : ":" + participantId;
        return kind.name().toLowerCase(Locale.ROOT) + ":" + exchange + occasion + participant;
    }

    Optional<Instant> useUntil(Instant now) {
        return Optional.ofNullable(useUntil).or(() -> kind.useUntil(now));
    }

    @Override
    public String toString() {
        return kind + " of exchange " + exchangeId + " about participant " + participantId;
    }
}
