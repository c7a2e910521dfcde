package org.sneakyklaus.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.job.JobHeartbeat;
import org.sneakyklaus.outbox.OutboxBacklog;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;

@IntegrationTest
class MetricsIT {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Site site;
    private final TestClock clock;

    MetricsIT(Site site, TestClock clock, OutboxBacklog outbox, JobHeartbeat heartbeat) {
        this.site = site;
        this.clock = clock;
        new KlausMetrics(outbox, heartbeat, clock).bindTo(registry);
    }

    @BeforeEach
    void fillOutbox() {
        for (var state : List.of("PENDING", "PENDING", "CLAIMED", "SENT", "FAILED", "CANCELLED")) {
            queue(state);
        }
        clock.advance(Duration.ofSeconds(90));
    }

    @Test
    void whatIsInTheOutboxIsCountedByState() {
        assertThat(depth("pending")).isEqualTo(2);
        assertThat(depth("claimed")).isEqualTo(1);
        assertThat(depth("failed")).isEqualTo(1);
        assertThat(depth("held")).isZero();
        assertThat(registry.find("klaus.outbox.depth").tag("state", "sent").gauge())
                .isNull();
    }

    @Test
    void theOldestIsOneThatIsStillToBeSent() {
        assertThat(oldest()).isEqualTo(90);

        site.change("UPDATE outbound_email SET state = 'SENT' WHERE state IN ('PENDING', 'CLAIMED')");
        clock.advance(Duration.ofSeconds(5));

        assertThat(oldest()).isZero();
    }

    @Test
    void theDatabaseIsLookedAtOnceInFiveSecondsHoweverManyAsk() {
        assertThat(depth("pending")).isEqualTo(2);

        queue("PENDING");
        clock.advance(Duration.ofMillis(4_999));
        assertThat(depth("pending")).isEqualTo(2);

        clock.advance(Duration.ofMillis(1));
        assertThat(depth("pending")).isEqualTo(3);
    }

    @Test
    void theAgeOfTheHeartbeatRises() {
        var before = heartbeat();

        clock.advance(Duration.ofMinutes(10));

        assertThat(heartbeat() - before).isEqualTo(600);
    }

    @Test
    void whatCannotBeMeasuredIsNotANumber() {
        site.change("ALTER TABLE outbound_email RENAME TO elsewhere");
        try {
            assertThat(depth("pending")).isNaN();
            assertThat(heartbeat()).isNaN();
        } finally {
            site.change("ALTER TABLE elsewhere RENAME TO outbound_email");
        }
    }

    @Test
    void withoutATokenThereAreNoMetricsToSee() {
        for (var header : List.of("Bearer", "Bearer ", "Bearer null", "Basic Og==")) {
            var browser = site.browser();
            assertThat(browser.send(browser.request("/actuator/prometheus").header("Authorization", header))
                            .status())
                    .isEqualTo(404);
        }
        assertThat(site.browser().open("/actuator/prometheus").status()).isEqualTo(404);
    }

    @Test
    void nothingElseIsThereForMachines() {
        var admin = site.setUp();
        for (var path : List.of(
                "",
                "/",
                "/env",
                "/metrics",
                "/info",
                "/heapdump",
                "/loggers",
                "/quartz",
                "/flyway",
                "/sessions",
                "/health/jobs",
                "/health/database",
                "/health/readiness/database")) {
            assertThat(admin.open("/actuator" + path).status()).as(path).isEqualTo(404);
            assertThat(site.browser().open("/actuator" + path).status())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    private void queue(String state) {
        var now = clock.instant().toEpochMilli();
        var key = state + site.count("outbound_email");
        site.change(
                "INSERT INTO outbound_email (created_at, dedupe_key, message_key, kind, detail, priority, state,"
                        + " attempts, next_attempt_at) VALUES (?, ?, ?, 'REMINDER', '', 0, ?, 1, ?)",
                now,
                key,
                key,
                state,
                now);
    }

    private double depth(String state) {
        return registry.get("klaus.outbox.depth").tag("state", state).gauge().value();
    }

    private double oldest() {
        return registry.get("klaus.outbox.oldest.age").gauge().value();
    }

    private double heartbeat() {
        return registry.get("klaus.job.heartbeat.age").gauge().value();
    }
}
