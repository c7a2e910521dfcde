package org.sneakyklaus.job;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.history.RunOutcome;

class JobMetricsTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JobMetrics metrics =
            new JobMetrics(registry, new JobCatalog(List.of(), List.of(new Reminder()), Clock.systemUTC()));

    @Test
    void runsAreTimedByJobAndOutcome() {
        metrics.ended(reminder(1), RunOutcome.SUCCESS, Duration.ofSeconds(2));
        metrics.ended(reminder(2), RunOutcome.SUCCESS, Duration.ofSeconds(4));
        metrics.ended(reminder(3), RunOutcome.FAILED, Duration.ofSeconds(1));

        var succeeded = registry.get("klaus.job.run")
                .tags("type", "reminder", "outcome", "success")
                .timer();
        var failed = registry.get("klaus.job.run")
                .tags("type", "reminder", "outcome", "failed")
                .timer();
        assertThat(succeeded.count()).isEqualTo(2);
        assertThat(succeeded.totalTime(SECONDS)).isEqualTo(6);
        assertThat(failed.count()).isEqualTo(1);
    }

    @Test
    void aRunThatIsEarlyIsNotLate() {
        metrics.late(reminder(1), Duration.ofMinutes(4));
        metrics.late(reminder(1), Duration.ofMinutes(-4));

        var timer = registry.get("klaus.job.lateness").tag("type", "reminder").timer();
        assertThat(timer.count()).isEqualTo(2);
        assertThat(timer.totalTime(SECONDS)).isEqualTo(240);
    }

    @Test
    void failedRunsAreCountedFromZero() {
        var failed = registry.get("klaus.job.run")
                .tags("type", "reminder", "outcome", "failed")
                .timer();

        assertThat(failed.count()).isZero();
    }

    @Test
    void missedRunsAreCountedFromZero() {
        var counter = registry.get("klaus.job.missed").tag("type", "reminder").counter();
        assertThat(counter.count()).isZero();

        metrics.missed(reminder(1));

        assertThat(counter.count()).isEqualTo(1);
    }

    @Test
    void noMeterIsMadeForAnExchangeOrForAJobThatThereIsNot() {
        for (long exchange = 0; exchange < 100; exchange++) {
            metrics.ended(reminder(exchange), RunOutcome.SUCCESS, Duration.ZERO);
            metrics.late(reminder(exchange), Duration.ZERO);
            metrics.missed(reminder(exchange));
            metrics.missed(new DueRun("x" + exchange, "x" + exchange, null, NOON, RunCause.SCHEDULE));
        }

        assertThat(registry.getMeters().stream().map(Meter::getId).map(id -> id.getTag("type")))
                .hasSize(5)
                .containsOnly("reminder", "unknown");
    }

    private static DueRun reminder(long exchange) {
        return new DueRun("reminder_exchange_" + exchange + "_days_1", "reminder", exchange, NOON, RunCause.SCHEDULE);
    }

    private static final class Reminder implements ExchangeJob {

        @Override
        public String type() {
            return "reminder";
        }

        @Override
        public Optional<Duration> grace() {
            return Optional.empty();
        }

        @Override
        public JobOutcome run(long exchangeId, Instant planned) {
            return JobOutcome.of("seen", 1);
        }
    }
}
