package org.sneakyklaus.notification;

import org.jspecify.annotations.Nullable;

/**
 * The one thing worth knowing of the e-mails to a person.
 *
 * @param id of the e-mail that it is about
 * @param answer what the mail service said, or null
 */
public record PersonMail(
        Standing standing, long id, @Nullable String answer) {

    /** How an e-mail stands, the worse the later. */
    public enum Standing {
        ARRIVED,
        SENT,
        WAITING,
        HELD,
        UNKNOWN,
        COMPLAINED,
        FAILED,
        BOUNCED;

        /** Whether there is nothing that anybody could do. */
        public boolean isFine() {
            return compareTo(WAITING) < 0;
        }

        static Standing of(OutboxState state, @Nullable Delivery delivery) {
            if (delivery != null) {
                return switch (delivery) {
                    case DELIVERED -> ARRIVED;
                    case BOUNCED -> BOUNCED;
                    case COMPLAINED -> COMPLAINED;
                };
            }
            return switch (state) {
                case PENDING, CLAIMED -> WAITING;
                case HELD -> HELD;
                case SENT, CANCELLED -> SENT;
                case UNKNOWN -> UNKNOWN;
                case FAILED -> FAILED;
            };
        }
    }

    @Override
    public String toString() {
        return "mail " + id + " is " + standing;
    }
}
