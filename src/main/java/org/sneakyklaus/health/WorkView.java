package org.sneakyklaus.health;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.job.SchedulerView;
import org.sneakyklaus.outbox.OutboxSummary;
import org.springframework.context.MessageSourceResolvable;

/**
 * How what happens by itself is doing.
 *
 * @param trouble what is the matter with the jobs, or null
 * @param next the next runs, the first of them first
 * @param transport by what e-mails leave: {@code resend}, {@code smtp} or {@code capture}
 */
public record WorkView(
        SchedulerView scheduler,
        @Nullable MessageSourceResolvable trouble,
        List<NextRun> next,
        String transport,
        OutboxSummary outbox) {

    /** A run that is planned, of a job of this type. */
    public record NextRun(String type, Instant at) {}
}
