package org.sneakyklaus.outbox;

import java.time.Instant;
import org.sneakyklaus.support.EmailAddress;

/** News of emails that had left, published within the transaction that notes it. */
public sealed interface DeliveryEvent {

    /**
     * An email came back: whatever was sent to the address in that time did not arrive.
     *
     * @param from when the email was claimed at the earliest
     * @param until when it was sent
     */
    record Bounced(EmailAddress address, Instant from, Instant until) implements DeliveryEvent {

        @Override
        public String toString() {
            return "Bounced";
        }
    }

    /** The organiser had an email to this participant sent again. */
    record Retried(long participantId) implements DeliveryEvent {}
}
