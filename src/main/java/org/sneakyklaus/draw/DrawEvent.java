package org.sneakyklaus.draw;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What happened to the pairing of an exchange; names no pair. Published within the transaction that does it. A draw
 * number counts draws and mends, so it tells two draws of one exchange apart.
 */
public sealed interface DrawEvent {

    long exchangeId();

    /** The first draw, or the first after one was cancelled. */
    record Matched(long exchangeId, int drawNumber) implements DrawEvent {}

    /** Drawn again: every earlier pairing is void. */
    record Redrawn(long exchangeId, int drawNumber) implements DrawEvent {}

    /** The pairing was mended because somebody left or joined: for some it is another one. */
    record Adjusted(long exchangeId, int drawNumber) implements DrawEvent {}

    /** The draw was cancelled: there is no pairing any more. */
    record Cancelled(long exchangeId, int drawNumber) implements DrawEvent {}

    /**
     * The organiser asks everybody to look whom they give to.
     *
     * @param day in the exchange's time zone: nobody is asked twice on one
     */
    record AskedToLook(long exchangeId, int drawNumber, LocalDate day) implements DrawEvent {}

    /**
     * It is time to remind.
     *
     * @param planned the instant that the reminder was planned for
     * @param participantIds everybody who takes part and wants reminders
     */
    record ReminderDue(long exchangeId, Instant planned, List<Long> participantIds) implements DrawEvent {}
}
