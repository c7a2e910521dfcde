package org.sneakyklaus.outbox.transport;

import org.jspecify.annotations.Nullable;

/**
 * Limits how many emails leave.
 *
 * @param perSecond emails that this process hands over per second, or null if unlimited
 * @param perDay emails that leave per day (UTC), or null if unlimited
 */
public record SendingLimits(
        @Nullable Double perSecond, @Nullable Integer perDay) {

    /** No limits. */
    public static final SendingLimits NONE = new SendingLimits(null, null);
}
