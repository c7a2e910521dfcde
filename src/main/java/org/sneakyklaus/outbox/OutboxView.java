package org.sneakyklaus.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.CapturedMails;

/**
 * An email in the outbox as the admin sees it: without subject and text, which exist only while it is sent.
 *
 * @param participantId the participant it is about, or null for one to the admin about no participant
 * @param exchangeId the exchange it is about, or null if unrelated to an exchange
 * @param delivery what the provider reported after it was sent, or null
 * @param nextAttemptAt when it is tried next, or null if it is not waiting
 * @param lastError why the last attempt failed, or null
 * @param transport the transport last used, or null if never tried
 * @param mayBeSentAgain whether the admin may have it sent again
 */
public record OutboxView(
        long id,
        Instant queuedAt,
        MailKind kind,
        @Nullable Long participantId,
        @Nullable Long exchangeId,
        OutboxState state,
        @Nullable Delivery delivery,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable String lastError,
        @Nullable String transport,
        boolean mayBeSentAgain) {

    /** Returns whether it was captured as a file and so reached no one. */
    public boolean isKept() {
        return state == OutboxState.SENT && CapturedMails.TRANSPORT.equals(transport);
    }

    @Override
    public String toString() {
        return "mail " + id;
    }
}
