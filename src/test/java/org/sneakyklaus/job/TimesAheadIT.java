package org.sneakyklaus.job;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.JobRun;
import org.sneakyklaus.job.history.JobRunRepository;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a clock that ran ten years ahead has left is set right once it was set back. */
@IntegrationTest
class TimesAheadIT {

    private static final long TEN_YEARS = Duration.ofDays(3650).toMillis();

    private static final List<String> TIMES = List.of(
            "exchange.completed_at",
            "outbound_email.next_attempt_at",
            "outbound_email.claimed_until",
            "outbound_email.sent_at",
            "outbound_email.unknown_since",
            "webhook_delivery.next_attempt_at",
            "webhook_delivery.claimed_until",
            "webhook_delivery.unknown_since",
            "webhook_endpoint.failing_since",
            "magic_token.created_at",
            "magic_token.expires_at",
            "spring_session.creation_time",
            "spring_session.last_access_time",
            "spring_session.expiry_time",
            "job_execution.created_at",
            "job_execution.scheduled_at");

    private final Site site;
    private final JobRunRepository runs;
    private final TriggerReconciler start;
    private final JobHeartbeat heartbeat;
    private final JdbcTemplate jdbc;
    private final TestClock clock;
    /** The machine's: Quartz knows no other. */
    private final Clock machine = Clock.systemUTC();

    TimesAheadIT(
            Site site,
            JobRunRepository runs,
            TriggerReconciler start,
            JobHeartbeat heartbeat,
            JdbcTemplate jdbc,
            TestClock clock) {
        this.site = site;
        this.runs = runs;
        this.start = start;
        this.heartbeat = heartbeat;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What every page says for a day is over when other tests begin. */
    @BeforeEach
    void longAgo() {
        clock.set(TestClock.START.minus(Duration.ofDays(2)));
    }

    @Test
    void recurringJobsAreNotPlannedLaterThanTheirSchedulesWant() {
        var admin = site.setUp();
        jdbc.update(
                "UPDATE qrtz_triggers SET start_time = start_time + ?, next_fire_time = next_fire_time + ?",
                TEN_YEARS,
                TEN_YEARS);
        assertThat(heartbeat.read().ahead())
                .contains("purge_old_exchanges", "cleanup_expired_tokens", "dispatch_outbox");

        start.mend();

        assertThat(heartbeat.read().ahead()).isEmpty();
        assertThat(latest("next_fire_time FROM qrtz_triggers WHERE trigger_group = 'recurring'"))
                .isBefore(machine.instant().plus(Duration.ofDays(1)).plusSeconds(1));
        assertThat(admin.open("/admin").text()).contains("This server’s clock is or was wrong");
    }

    @Test
    void whatWasWrittenAheadWaitsForNothingAndLastsNoLonger() {
        var family = Gathering.open(site, site.setUp());
        family.join("Ann");
        family.with("Ben", "Cy").then("close").then("match").then("complete");
        runs.save(JobRun.missed(
                new DueRun("reminder_exchange_1_days_7", "reminder", 1L, machine.instant(), RunCause.SCHEDULE),
                "node",
                machine.instant()));
        jdbc.update("UPDATE outbound_email SET claimed_until = 0, sent_at = 0, unknown_since = 0, state = 'PENDING'");
        jdbc.update("INSERT INTO webhook_endpoint (version, created_at, format, sealed_address, sealed_secret, events,"
                + " failing_since, told_degraded, ended) VALUES (0, 0, 'NTFY', '', '', 'PING', 1, FALSE, FALSE)");
        jdbc.update(
                "INSERT INTO webhook_delivery (created_at, dedupe_key, message_key, endpoint_id, event, data, state,"
                        + " attempts, next_attempt_at, claimed_until, unknown_since)"
                        + " SELECT 0, '', '', id, 'PING', '{}', 'PENDING', 0, 0, 0, 0 FROM webhook_endpoint");
        jdbc.update("UPDATE exchange SET purge_warned_at = ?", machine.millis() + TEN_YEARS);
        for (var time : TIMES) {
            jdbc.update("UPDATE " + time.replace(".", " SET ") + " = ?", machine.millis() + TEN_YEARS);
        }

        start.stop();
        start.start();

        assertThat(site.column("SELECT purge_warned_at FROM exchange")).containsExactly("null");
        var latest = machine.instant();
        for (var time : TIMES) {
            var column = time.substring(time.indexOf('.') + 1);
            // What ends later does so after as long as it lasts; a participant's session half a year at most.
            var lasts = time.equals("spring_session.expiry_time")
                    ? Duration.ofDays(181)
                    : column.startsWith("expir") ? Duration.ofDays(31) : Duration.ZERO;
            assertThat(latest(column + " FROM " + time.substring(0, time.indexOf('.'))))
                    .as(time)
                    .isAfter(Instant.EPOCH)
                    .isBeforeOrEqualTo(latest.plus(lasts));
        }
    }

    @Test
    void whatWasWrittenAnHourAheadWaitsForNothingEither() {
        var family = Gathering.open(site, site.setUp());
        family.register(site.browser(), "Ann", "ann@example.org");
        site.mail().all();
        family.with("Ben");
        jdbc.update("INSERT INTO webhook_endpoint (version, created_at, format, sealed_address, sealed_secret, events,"
                + " told_degraded, ended) VALUES (0, 0, 'NTFY', '', '', 'PING', FALSE, FALSE)");
        jdbc.update(
                "INSERT INTO webhook_delivery (created_at, dedupe_key, message_key, endpoint_id, event, data, state,"
                        + " attempts, next_attempt_at)"
                        + " SELECT 0, '', '', id, 'PING', '{}', 'PENDING', 0, 0 FROM webhook_endpoint");
        var ahead = machine.instant().plus(Duration.ofHours(1)).toEpochMilli();
        for (var table : List.of("outbound_email", "webhook_delivery")) {
            assertThat(jdbc.update(
                            "UPDATE " + table + " SET created_at = ?, next_attempt_at = ? WHERE state = 'PENDING'",
                            ahead,
                            ahead))
                    .as(table)
                    .isPositive();
        }
        for (var table : List.of("magic_token", "typed_registration")) {
            assertThat(jdbc.update(
                            "UPDATE " + table + " SET expires_at = expires_at - created_at + ?, created_at = ?",
                            ahead,
                            ahead))
                    .as(table)
                    .isPositive();
        }
        var lasts = jdbc.queryForObject("SELECT max(expires_at - created_at) FROM magic_token", Long.class);

        start.stop();
        start.start();

        var now = machine.instant();
        assertThat(latest("next_attempt_at FROM outbound_email")).isBeforeOrEqualTo(now);
        assertThat(latest("next_attempt_at FROM webhook_delivery")).isBeforeOrEqualTo(now);
        assertThat(latest("expires_at FROM magic_token"))
                .isAfter(now)
                .isBeforeOrEqualTo(now.plusMillis(requireNonNull(lasts)));
        assertThat(latest("expires_at FROM typed_registration"))
                .as("a place that is held")
                .isBeforeOrEqualTo(now);
    }

    private Instant latest(String column) {
        var sql = "SELECT max(" + column.replaceFirst(" FROM", ") FROM");
        return Instant.ofEpochMilli(requireNonNull(jdbc.queryForObject(sql, Long.class)));
    }
}
