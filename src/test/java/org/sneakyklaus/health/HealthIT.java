package org.sneakyklaus.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.sneakyklaus.job.JobTrigger;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

@IntegrationTest(scheduler = true)
@TestPropertySource(properties = "klaus.metrics-token=" + HealthIT.TOKEN)
class HealthIT {

    static final String TOKEN = "count all the gifts";

    private static final String HEALTH = "/actuator/health";
    private static final String READINESS = "/actuator/health/readiness";
    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String METRICS = "/actuator/prometheus";

    private final Site site;
    private final Scheduler scheduler;
    private final JobTrigger jobs;
    private final TestClock clock;

    HealthIT(Site site, Scheduler scheduler, JobTrigger jobs, TestClock clock) {
        this.site = site;
        this.scheduler = scheduler;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Quartz lives by the machine's clock; the clock stands a moment after whatever it wrote. */
    @BeforeEach
    void begin() {
        later(Duration.ZERO);
        await().until(() -> answer(HEALTH).startsWith("200 "));
    }

    @AfterEach
    void goOn() throws SchedulerException {
        scheduler.start();
    }

    @Test
    void itSaysTheStatusAndNothingElse() {
        assertThat(answer(HEALTH))
                .startsWith("200 {")
                .contains("\"status\":\"UP\"")
                .doesNotContain("components");
        assertThat(answer(LIVENESS)).isEqualTo("200 {\"status\":\"UP\"}");
        assertThat(answer(READINESS)).isEqualTo("200 {\"status\":\"UP\"}");
    }

    @Test
    void aSchedulerThatIsHeldIsDownAtOnceAndEveryAdminPageSaysSo() throws SchedulerException {
        var admin = site.setUp();
        assertThat(admin.open("/admin").text()).doesNotContain("Background jobs have stopped");

        scheduler.standby();

        assertThat(answer(HEALTH)).startsWith("503 ").contains("\"DOWN\"");
        assertThat(answer(READINESS)).startsWith("200 ");
        assertThat(answer(LIVENESS)).startsWith("200 ");
        assertThat(admin.open("/admin").text()).contains("Background jobs have stopped");
    }

    @Test
    void aSchedulerThatRunsButFiresNothingIsDownAfterTwoMinutes() {
        var admin = site.setUp();
        later(Duration.ofDays(2));

        // What Quartz writes in between is a heartbeat, too.
        await().untilAsserted(() -> {
            beatAgo(Duration.ofMinutes(2));
            assertThat(answer(HEALTH)).startsWith("200 ").contains("\"UP\"");
        });
        await().untilAsserted(() -> {
            beatAgo(Duration.ofSeconds(121));
            assertThat(answer(HEALTH)).startsWith("503 ").contains("\"DOWN\"");
            assertThat(admin.open("/admin").text()).contains("No background job has run for 2 minutes");
        });
    }

    @Test
    void aClockThatWasSetBackIsASchedulerThatStandsStill() {
        var admin = site.setUp();

        await().untilAsserted(() -> {
            beatAgo(Duration.ofMinutes(-3));
            assertThat(answer(HEALTH)).startsWith("503 ").contains("\"DOWN\"");
            assertThat(admin.open("/admin").text()).contains("Background jobs have stopped");
        });
    }

    @Test
    void aPausedJobIsNotDownAndEveryAdminPageSaysSo() {
        var admin = site.setUp();
        jobs.pause("auto_complete_exchanges");

        assertThat(answer(HEALTH)).startsWith("200 ").contains("\"DEGRADED\"");
        assertThat(admin.open("/admin").text()).contains("“Completing exchanges” is paused");

        jobs.pause("prune_job_executions");

        assertThat(admin.open("/admin").text()).contains("2 background jobs are paused");

        jobs.resume("auto_complete_exchanges");
        jobs.resume("prune_job_executions");

        assertThat(answer(HEALTH)).startsWith("200 ").contains("\"UP\"");
        assertThat(admin.open("/admin").text()).doesNotContain("paused");
    }

    @Test
    void noHeartbeatIsAskedForWhileItsJobIsPausedAndRightAfterwards() {
        clock.advance(Duration.ofMinutes(3));

        await().untilAsserted(() -> {
            jobs.pause("dispatch_outbox");
            assertThat(answer(HEALTH)).startsWith("200 ").contains("\"DEGRADED\"");
        });

        jobs.resume("dispatch_outbox");

        assertThat(answer(HEALTH)).startsWith("200 ").contains("\"UP\"");
    }

    @Test
    void anEmailThatHasWaitedForLongIsNotDown() {
        queue("PENDING", Duration.ofMinutes(15));
        queue("SENT", Duration.ofDays(3));
        assertThat(answer(HEALTH)).startsWith("200 ").contains("\"UP\"");

        queue("PENDING", Duration.ofSeconds(901));

        assertThat(answer(HEALTH)).startsWith("200 ").contains("\"DEGRADED\"");
    }

    @Test
    void anEmailThatWaitsForTheAdminsWordIsNotDown() {
        queue("HELD", Duration.ofSeconds(1));

        assertThat(answer(HEALTH)).startsWith("200 ").contains("\"DEGRADED\"");
    }

    @Test
    void anAnswerComesWhileEveryOtherConnectionIsTaken(@Autowired ApplicationContext context) throws SQLException {
        var taken = new ArrayList<Connection>();
        try {
            for (var pool : context.getBeansOfType(HikariDataSource.class).values()) {
                for (int i = 0;
                        i < pool.getMaximumPoolSize() && !pool.getPoolName().equals("probe");
                        i++) {
                    taken.add(pool.getConnection());
                }
            }
            taken.get(0).setAutoCommit(false);
            taken.get(0).createStatement().executeUpdate("UPDATE installation SET created_at = created_at");

            assertThat(answer(READINESS)).startsWith("200 ");
            assertThat(answer(HEALTH)).startsWith("200 ");
            assertThat(metrics(TOKEN)).contains("klaus_outbox_oldest_age_seconds 0.0");
        } finally {
            taken.get(0).rollback();
            taken.get(0).setAutoCommit(true);
            for (var connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void withoutItsDatabaseItIsNotReadyButAlive() {
        site.change("ALTER TABLE installation RENAME TO elsewhere");
        try {
            assertThat(answer(READINESS)).startsWith("503 ");
            assertThat(answer(LIVENESS)).startsWith("200 ");
        } finally {
            site.change("ALTER TABLE elsewhere RENAME TO installation");
        }
        assertThat(answer(READINESS)).startsWith("200 ");
    }

    @Test
    void itIsNotReadyOnAFullDisk(@Autowired HealthEndpointGroups groups) {
        assertThat(groups.get("readiness")).matches(group -> group != null && group.isMember("diskSpace"));
        assertThat(groups.get("liveness")).matches(group -> group != null && !group.isMember("diskSpace"));
    }

    @Test
    void onlyWhoKnowsTheTokenReadsTheMetrics() {
        for (var wrong : new String[] {"", "Bearer", "Bearer ", "Bearer count the gift", "Basic " + TOKEN, TOKEN}) {
            var request = site.browser().request(METRICS).GET();
            var answer = site.browser().send(wrong.isEmpty() ? request : request.header("Authorization", wrong));

            assertThat(answer.status()).as(wrong).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.source()).doesNotContain("klaus_");
        }
        assertThat(site.browser().open("/%61ctuator/prometheus").status()).isEqualTo(401);
        assertThat(site.setUp().open(METRICS).status()).isEqualTo(401);

        assertThat(metrics(TOKEN)).contains("klaus_outbox_depth{state=\"pending\"} 0.0");
    }

    @Test
    void theMetricsTellOfJobsPoolsAndRequestsAndOfNobody() {
        site.browser().open("/exchange/abcdefgh23456789/signin/secretsecret");
        site.browser().open("/exchange/abcdefgh23456789/nothing/secretsecret");
        site.browser().open("/not-me/secretsecret");
        site.browser().open("/secretsecret/abcdefgh23456789");
        jobs.runNow("auto_complete_exchanges");

        await().untilAsserted(() -> assertThat(metrics(TOKEN))
                .contains(
                        "klaus_job_run_seconds_count{outcome=\"success\",type=\"auto_complete_exchanges\"}",
                        "klaus_job_lateness_seconds_count{type=\"auto_complete_exchanges\"}",
                        "klaus_job_missed_total{type=\"reminder\"} 0.0",
                        "klaus_job_heartbeat_age_seconds ",
                        "hikaricp_connections_max{pool=\"probe\"} 1.0",
                        "http_server_requests_seconds_count"));
        assertThat(metrics(TOKEN)).doesNotContain("secretsecret", "abcdefgh23456789");
    }

    /** After every time that Quartz writes: it lives by the machine's clock, and stores whole milliseconds. */
    private void later(Duration duration) {
        var now = Instant.now(Clock.tickMillis(ZoneOffset.UTC));
        clock.set((now.isAfter(TestClock.START) ? now : TestClock.START).plus(duration));
    }

    private void beatAgo(Duration age) {
        site.change(
                "UPDATE qrtz_triggers SET prev_fire_time = ? WHERE trigger_name = 'dispatch_outbox'",
                clock.instant().minus(age).toEpochMilli());
    }

    private void queue(String state, Duration age) {
        var queued = clock.instant().minus(age).toEpochMilli();
        site.change(
                "INSERT INTO outbound_email (created_at, dedupe_key, message_key, kind, detail, priority, state,"
                        + " attempts, next_attempt_at) VALUES (?, ?, ?, 'REMINDER', '', 0, ?, 1, ?)",
                queued,
                state + age,
                state + age,
                state,
                clock.instant().plusSeconds(60).toEpochMilli());
    }

    private String answer(String path) {
        var answer = site.browser().open(path);
        return answer.status() + " " + answer.source();
    }

    private String metrics(String token) {
        var browser = site.browser();
        return browser.send(browser.request(METRICS).header("Authorization", "Bearer " + token))
                .source();
    }
}
