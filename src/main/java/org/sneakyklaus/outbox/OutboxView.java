package org.sneakyklaus.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.transport.CapturedMails;

/**
 * An e-mail in the outbox as the admin sees it: neither subject nor text, which exist only when it is sent.
 *
 * @param participantId whom it is about, or null for one to the admin that is about nobody
 * @param exchangeId what it is about, or null when it is about none
 * @param delivery what became of it after it was sent, as far as the provider told
 * @param nextAttemptAt when it is tried next, or null when it is not waiting
 * @param lastError why the last attempt failed, or null
 * @param transport by what it was tried last, or null when it never was
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

    /** Whether it was kept as a file and reached nobody. */
    public boolean isKept() {
        return state == OutboxState.SENT && CapturedMails.TRANSPORT.equals(transport);
    }

    @Override
    public String toString() {
        return "mail " + id;
    }
}
