package org.sneakyklaus.outbox;

import org.jspecify.annotations.Nullable;

/**
 * The standing of the emails to a participant, and the email that decides it.
 *
 * @param id id of that email
 * @param answer the mail service's answer, or null
 */
public record PersonMail(
        Standing standing, long id, @Nullable String answer) {

    /** The standing of an email, from best to worst. */
    public enum Standing {
        ARRIVED,
        SENT,
        /** Captured as a file, and emails are still captured. */
        KEPT,
        WAITING,
        HELD,
        /** Captured as a file, but emails are sent now. */
        ONLY_KEPT,
        UNKNOWN,
        COMPLAINED,
        FAILED,
        BOUNCED;

        /** Returns whether no action is needed. */
        public boolean isFine() {
            return compareTo(WAITING) < 0;
        }

        /** @param keepsMail whether emails are now captured instead of sent */
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
