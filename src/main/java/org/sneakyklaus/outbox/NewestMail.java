package org.sneakyklaus.outbox;

import org.jspecify.annotations.Nullable;
import org.sneakyklaus.outbox.PersonMail.Standing;
import org.sneakyklaus.outbox.transport.CapturedMails;

/** The newest email of its kind to a participant, as stored. */
record NewestMail(
        long participantId,
        long id,
        OutboxState state,
        @Nullable Delivery delivery,
        @Nullable String transport,
        @Nullable String lastError) {

    /** @param keepsMail whether emails are now captured instead of sent */
    PersonMail personMail(boolean keepsMail) {
        return new PersonMail(
                Standing.of(state, delivery, CapturedMails.TRANSPORT.equals(transport), keepsMail), id, lastError);
    }
}
