package org.sneakyklaus.outbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * A summary of the outbox.
 *
 * @param depths number of emails in each unfinished state
 * @param sent number of emails sent today (UTC)
 * @param dayBegan start of today (UTC)
 * @param perDay limit per day, or null if unlimited
 * @param oldestWaiting when the oldest email that is to be sent was queued, or null if there is none
 * @param paused why sending is paused, or null
 * @param pausedUntil when the next attempt is made, or null if not paused
 * @param heldUp whether emails queued now are delayed, by the provider or because the admin must decide
 */
public record OutboxSummary(
        Map<OutboxState, Long> depths,
        long sent,
        Instant dayBegan,
        @Nullable Integer perDay,
        @Nullable Instant oldestWaiting,
        @Nullable MessageSourceResolvable paused,
        @Nullable Instant pausedUntil,
        boolean heldUp) {

    /** Returns the number of emails in an unfinished state. */
    public long count(OutboxState state) {
        return depths.getOrDefault(state, 0L);
    }

    /** Returns how many more may be sent today; meaningless if there is no limit. */
    public long left() {
        return perDay == null ? Long.MAX_VALUE : Math.max(0, perDay - sent);
    }
}
