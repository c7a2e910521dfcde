package org.sneakyklaus.health;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.job.SchedulerView;
import org.sneakyklaus.notification.OutboxState;

/**
 * How what happens by itself is doing.
 *
 * @param next the next runs, the first of them first
 * @param transport by what e-mails leave: {@code resend}, {@code smtp} or {@code capture}
 * @param oldestWaiting since when the oldest e-mail that is to be sent has waited, or null when none is
 * @param depths how many e-mails are neither sent nor dropped, by their state
 */
public record WorkView(
        SchedulerView scheduler,
        List<NextRun> next,
        String transport,
        @Nullable Instant oldestWaiting,
        Map<OutboxState, Long> depths) {

    /** How many wait for the admin's word, since a backup was restored. */
    public long held() {
        return depths.getOrDefault(OutboxState.HELD, 0L);
    }

    /** A run that is planned, of a job of this type. */
    public record NextRun(String type, Instant at) {}
}
