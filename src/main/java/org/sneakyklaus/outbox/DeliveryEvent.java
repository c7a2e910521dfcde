package org.sneakyklaus.outbox;

import java.time.Instant;
import org.sneakyklaus.support.EmailAddress;

/** Reports about sent emails, published within the transaction that records them. */
public sealed interface DeliveryEvent {

    /**
     * An email bounced: whatever was sent to the address in that time did not arrive.
     *
     * @param from when the email was claimed, at the earliest
     * @param until when it was sent
     */
    record Bounced(EmailAddress address, Instant from, Instant until) implements DeliveryEvent {

        @Override
        public String toString() {
            return "Bounced";
        }
    }

    /** The organiser queued an email to this participant again. */
    record Retried(long participantId) implements DeliveryEvent {}
}
