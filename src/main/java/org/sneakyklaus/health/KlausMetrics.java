package org.sneakyklaus.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.job.JobHeartbeat;
import org.sneakyklaus.outbox.OutboxBacklog;
import org.sneakyklaus.outbox.OutboxState;
import org.sneakyklaus.support.DatabaseUnavailability;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Metrics of the outbox and of the scheduler as a whole. One reading serves all requests for some seconds. If it
 * fails, every value is NaN.
 */
@Component
class KlausMetrics implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(KlausMetrics.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final OutboxBacklog outbox;
    private final JobHeartbeat heartbeat;
    private final Clock clock;

    private Instant lookedAt = Instant.MIN;
    private @Nullable Snapshot look;
    private boolean failing;

    KlausMetrics(OutboxBacklog outbox, JobHeartbeat heartbeat, Clock clock) {
        this.outbox = outbox;
        this.heartbeat = heartbeat;
        this.clock = clock;
    }

    private record Snapshot(Map<OutboxState, Long> depths, double waiting, double heartbeat, int paused) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var state : OutboxBacklog.STATES) {
            gauge("klaus.outbox.depth", look -> look.depths().getOrDefault(state, 0L))
                    .description("Emails neither sent nor discarded")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        gauge("klaus.outbox.oldest.age", Snapshot::waiting)
                .description("Waiting time of the oldest email to be sent")
                .baseUnit("seconds")
                .register(registry);
        gauge("klaus.job.heartbeat.age", Snapshot::heartbeat)
                .description("Time since the last heartbeat of the scheduler")
                .baseUnit("seconds")
                .register(registry);
        gauge("klaus.job.paused", Snapshot::paused)
                .description("Recurring jobs that are paused")
                .register(registry);
    }

    private Gauge.Builder<KlausMetrics> gauge(String name, ToDoubleFunction<Snapshot> value) {
        return Gauge.builder(name, this, metrics -> metrics.value(value));
    }

    private synchronized double value(ToDoubleFunction<Snapshot> value) {
        var now = clock.instant();
        if (now.isBefore(lookedAt) || !now.isBefore(lookedAt.plus(FRESH))) {
            look = look(now);
            lookedAt = now;
        }
        return look == null ? Double.NaN : value.applyAsDouble(look);
    }

    private @Nullable Snapshot look(Instant now) {
        try {
            var jobs = heartbeat.read();
            var waiting = outbox.oldestWaiting().map(queued -> age(queued, now)).orElse(0.0);
            var seen = new Snapshot(
                    outbox.depths(),
                    waiting,
                    age(jobs.last(), now),
                    jobs.paused().size());
            failing = false;
            return seen;
        } catch (DataAccessException e) {
            if (!failing) {
                DatabaseUnavailability.complain(log, "Outbox and job metrics unavailable", e);
            }
            failing = true;
            return null;
        }
    }

    private static double age(Instant since, Instant now) {
        return Duration.between(since, now).toMillis() / 1000.0;
    }
}
