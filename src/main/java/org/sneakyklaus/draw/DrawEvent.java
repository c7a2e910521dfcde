package org.sneakyklaus.draw;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * A change to the pairing of an exchange; contains no pair. Published within the transaction of the change. The draw
 * number counts draws and adjustments, so it distinguishes the draws of an exchange.
 */
public sealed interface DrawEvent {

    long exchangeId();

    /** The first draw, or the first after a draw was undone. */
    record Matched(long exchangeId, int drawNumber) implements DrawEvent {}

    /** Drawn again: every earlier pairing is void. */
    record Redrawn(long exchangeId, int drawNumber) implements DrawEvent {}

    /**
     * The pairing was adjusted because people left or joined: some receivers changed.
     *
     * @param joined ids of those who joined with it, whose welcome says that names are drawn
     */
    record Adjusted(long exchangeId, int drawNumber, Set<Long> joined) implements DrawEvent {

        public Adjusted {
            joined = Set.copyOf(joined);
        }
    }

    /**
     * The organiser asks everyone to check who they drew.
     *
     * @param day in the exchange's time zone: everyone is asked at most once a day
     */
    record AskedToLook(long exchangeId, int drawNumber, LocalDate day) implements DrawEvent {}

    /**
     * A reminder is due.
     *
     * @param planned the instant the reminder was planned for
     * @param participantIds all participants who want reminders
     */
    record ReminderDue(long exchangeId, Instant planned, List<Long> participantIds) implements DrawEvent {}
}
