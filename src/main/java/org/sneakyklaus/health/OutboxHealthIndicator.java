package org.sneakyklaus.health;

import java.time.Clock;
import java.time.Duration;
import org.sneakyklaus.outbox.OutboxBacklog;
import org.sneakyklaus.outbox.OutboxSummaries;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Degraded while no email gets through, or if one has waited too long or needs a decision of the admin. */
@Component
class OutboxHealthIndicator extends DatabaseDependentHealth {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final OutboxBacklog backlog;
    private final OutboxSummaries summaries;
    private final Clock clock;

    OutboxHealthIndicator(OutboxBacklog backlog, OutboxSummaries summaries, Clock clock) {
        super("Outbox health check failed");
        this.backlog = backlog;
        this.summaries = summaries;
        this.clock = clock;
    }

    @Override
    void look(Health.Builder health) {
        var waiting = backlog.oldestWaiting()
                .map(queued -> Duration.between(queued, clock.instant()))
                .orElse(Duration.ZERO);
        var held = backlog.held();
        var isStopped = summaries.stopped().isPresent();
        health.status(
                        isStopped || held > 0 || waiting.compareTo(PATIENCE) > 0
                                ? JobsHealthIndicator.DEGRADED
                                : Status.UP)
                .withDetail("stopped", isStopped)
                .withDetail("held", held)
                .withDetail("oldestWaitingSeconds", waiting.toSeconds());
    }
}
