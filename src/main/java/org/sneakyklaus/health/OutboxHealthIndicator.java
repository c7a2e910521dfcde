package org.sneakyklaus.health;

import java.time.Clock;
import java.time.Duration;
import org.sneakyklaus.notification.OutboxBacklog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** Degraded while an e-mail has waited for longer than it should, or waits for the admin's word. */
@Component
class OutboxHealthIndicator extends DatabaseDependentHealth {

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final OutboxBacklog backlog;
    private final Clock clock;

    OutboxHealthIndicator(OutboxBacklog backlog, Clock clock) {
        super("The outbox cannot be looked at");
        this.backlog = backlog;
        this.clock = clock;
    }

    @Override
    void look(Health.Builder health) {
        var waiting = backlog.oldestWaiting()
                .map(queued -> Duration.between(queued, clock.instant()))
                .orElse(Duration.ZERO);
        var held = backlog.held();
        health.status(held > 0 || waiting.compareTo(PATIENCE) > 0 ? JobsHealthIndicator.DEGRADED : Status.UP)
                .withDetail("held", held)
                .withDetail("oldestWaitingSeconds", waiting.toSeconds());
    }
}
