package org.sneakyklaus.outbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.util.Assert;

/**
 * An email to be queued: its kind and recipient, never the text.
 *
 * @param exchangeId the exchange it is about, or null if unrelated to an exchange
 * @param participantId the participant it is about, who also receives it unless it goes to the admin; null if about no
 *     participant
 * @param occasion distinguishes it from others of its kind
 * @param detail a value that the text needs, at most 500 characters; never a secret
 * @param useUntil when it stops being worth sending, or null to leave that to its kind
 * @param unasked the recipient, for kinds that someone can cause to be sent to an address whose owner has not asked for
 *     it; null for all others
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

    /** Creates an order for an email about a participant, to an address whose owner may not have asked for it. */
    public static MailOrder unasked(
            MailKind kind, long exchangeId, long participantId, String occasion, String detail, EmailAddress to) {
        return new MailOrder(kind, exchangeId, participantId, occasion, detail, null, to);
    }

    /** Creates an order for an email to the admin that is about no participant. */
    public static MailOrder toAdmin(MailKind kind, @Nullable Long exchangeId, String occasion, String detail) {
        return new MailOrder(kind, exchangeId, null, occasion, detail, null);
    }

    /** Returns a key that is equal for two orders of which only one may be sent. */
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
