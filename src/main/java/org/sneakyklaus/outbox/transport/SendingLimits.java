package org.sneakyklaus.outbox.transport;

import org.jspecify.annotations.Nullable;

/**
 * How much may leave.
 *
 * @param perSecond how many e-mails this process hands over in a second, or null for as many as it can
 * @param perDay how many e-mails leave on a day in UTC, or null for any number
 */
public record SendingLimits(
        @Nullable Double perSecond, @Nullable Integer perDay) {

    /** Nothing is limited. */
    public static final SendingLimits NONE = new SendingLimits(null, null);
}
