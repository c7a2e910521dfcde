package org.sneakyklaus.outbox;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.PersonMail.Standing;
import org.sneakyklaus.outbox.transport.CapturedMails;

/**
 * The number of emails with the same state, delivery and transport.
 *
 * @param transport the transport last used, or null if never tried
 */
record MailTally(
        OutboxState state,
        @Nullable Delivery delivery,
        @Nullable String transport,
        long count) {

    /** @param keepsMail whether emails are now captured instead of sent */
    Standing standing(boolean keepsMail) {
        return Standing.of(state, delivery, CapturedMails.TRANSPORT.equals(transport), keepsMail);
    }
}
