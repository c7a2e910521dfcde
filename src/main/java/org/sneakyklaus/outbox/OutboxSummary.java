package org.sneakyklaus.outbox;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;

/**
 * How the outbox is doing.
 *
 * @param depths how many are in each state but those that are done with
 * @param sent how many were sent on this day in UTC
 * @param dayBegan when this day in UTC began
 * @param perDay how many may be sent on such a day, or null for any number
 * @param oldestWaiting when the oldest of those that are to be sent was queued, or null when none is
 * @param paused why nothing is sent for now, or null
 * @param pausedUntil when it is tried again, or null when nothing holds it up
 * @param heldUp whether what is queued now waits for longer, be it for the provider or for the admin
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

    /** How many are in a state that is not done with. */
    public long count(OutboxState state) {
        return depths.getOrDefault(state, 0L);
    }

    /** How many may still be sent on this day; meaningless where there is no limit. */
    public long left() {
        return perDay == null ? Long.MAX_VALUE : Math.max(0, perDay - sent);
    }
}
