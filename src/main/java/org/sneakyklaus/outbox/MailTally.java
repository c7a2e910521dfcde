package org.sneakyklaus.outbox;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.PersonMail.Standing;
import org.sneakyklaus.outbox.transport.CapturedMails;

/**
 * How many e-mails are alike in how far they have come.
 *
 * @param transport by what they were tried last, or null when they never were
 */
record MailTally(
        OutboxState state,
        @Nullable Delivery delivery,
        @Nullable String transport,
        long count) {

    /** @param keepsMail whether e-mails are kept at present, not sent */
    Standing standing(boolean keepsMail) {
        return Standing.of(state, delivery, CapturedMails.TRANSPORT.equals(transport), keepsMail);
    }
}
