package org.sneakyklaus.outbox;

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
        /** As a file, while nothing is sent. */
        KEPT,
        WAITING,
        HELD,
        /** As a file, and nothing was sent then; by now e-mails are. */
        ONLY_KEPT,
        UNKNOWN,
        COMPLAINED,
        FAILED,
        BOUNCED;

        /** Whether there is nothing that anybody could do. */
        public boolean isFine() {
            return compareTo(WAITING) < 0;
        }

        /** @param keepsMail whether e-mails are kept at present, not sent */
        static Standing of(OutboxState state, @Nullable Delivery delivery, boolean wasKept, boolean keepsMail) {
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
                case SENT -> !wasKept ? SENT : keepsMail ? KEPT : ONLY_KEPT;
                case CANCELLED, DROPPED -> SENT;
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
