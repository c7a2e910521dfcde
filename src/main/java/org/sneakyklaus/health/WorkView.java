package org.sneakyklaus.health;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.job.SchedulerView;
import org.sneakyklaus.outbox.OutboxSummary;
import org.springframework.context.MessageSourceResolvable;

/**
 * State of the background work.
 *
 * @param trouble the problem with the jobs, or null if none
 * @param next the next runs, earliest first
 * @param webhooksInTrouble number of endpoints that fail, or are paused because they did
 * @param transport how emails are sent: {@code resend}, {@code smtp} or {@code capture}
 */
public record WorkView(
        SchedulerView scheduler,
        @Nullable MessageSourceResolvable trouble,
        List<NextRun> next,
        String transport,
        OutboxSummary outbox,
        int webhooksInTrouble) {

    /** A planned run of a job of this type. */
    public record NextRun(String type, Instant at) {}
}
