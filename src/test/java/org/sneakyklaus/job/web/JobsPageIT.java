package org.sneakyklaus.job.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminSetup;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.AdminCsrf;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;

@Tag("once")
@IntegrationTest
class JobsPageIT {

    private static final RequestPostProcessor ADMIN = user("nora@example.org").roles("ADMIN");

    private final MockMvcTester site;
    private final Scheduler scheduler;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final AdminSetup setup;
    private final JdbcClient jdbc;

    JobsPageIT(
            WebApplicationContext context,
            Scheduler scheduler,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            AdminSetup setup,
            JdbcClient jdbc) {
        this.setup = setup;
        this.jdbc = jdbc;
        this.site = MockMvcTester.from(
                context, builder -> builder.apply(springSecurity()).build());
        this.scheduler = scheduler;
        this.editing = editing;
        this.lifecycle = lifecycle;
    }

    @BeforeEach
    void thereIsAnAdmin() {
        if (setup.isDue()) {
            setup.create(
                    new EmailAddress("nora@example.org"),
                    new AdminPassword("a long enough password"),
                    ZoneId.of("Europe/Berlin"),
                    Locale.ENGLISH);
        }
    }

    @Test
    void thePageTellsWhatRecursAndWhatIsComing() {
        var exchange = editing.create(new AnExchange()
                .named("Office <b>party</b>")
                .closingAt("2026-12-01T12:00")
                .details());
        lifecycle.open(exchange, null);

        var page = site.get().uri("/admin/jobs").with(ADMIN).exchange();

        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("Completing exchanges", "Every day at 01:00 (00:00 UTC)", "0 0 0 * * ?")
                .contains("Sending emails", "Every 30 seconds", "None yet")
                .contains(
                        "Office &lt;b&gt;party&lt;/b&gt;", "Closing registration", "in 6 days", "1 Dec 2026, 18:00:00")
                .contains("All times are in the time zone Europe/Berlin.")
                .doesNotContain("??");
    }

    @Test
    void theAdminRunsAJob() throws SchedulerException {
        var answer = site.post()
                .uri("/admin/jobs/auto_complete_exchanges/run")
                .with(ADMIN)
                .with(new AdminCsrf())
                .exchange();

        assertThat(answer).hasRedirectedUrl("/admin/jobs");
        assertThat(scheduler.checkExists(TriggerKey.triggerKey("manual", "auto_complete_exchanges")))
                .isTrue();
    }

    @Test
    void aJobThatIsAskedForAlreadyIsRefused() {
        site.post()
                .uri("/admin/jobs/auto_complete_exchanges/run")
                .with(ADMIN)
                .with(new AdminCsrf())
                .exchange();

        var answer = site.post()
                .uri("/admin/jobs/auto_complete_exchanges/run")
                .with(ADMIN)
                .with(new AdminCsrf())
                .exchange();

        assertThat(answer).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @Test
    void aSchedulerThatIsHeldIsShownAsStopped() {
        assertThat(Jsoup.parse(page("/admin/jobs")).select("#scheduler").text())
                .contains("Scheduler stopped", "jobs, including those of exchanges", "Runs on this computer only");
    }

    @Test
    void aPausedJobSaysSoUntilItIsResumed() {
        ask("auto_complete_exchanges/pause");

        assertThat(card("auto_complete_exchanges").text())
                .contains("paused", "Paused since 25 Nov 2026, 11:00:00", "Next run Not scheduled");

        ask("auto_complete_exchanges/resume");

        assertThat(card("auto_complete_exchanges").text())
                .doesNotContain("aused")
                .doesNotContain("Not scheduled");
    }

    @Test
    void aCardTellsWhatTheLastRunsCameTo() {
        record("auto_complete_exchanges", "schedule", Duration.ofDays(31), "FAILED", null);
        record("auto_complete_exchanges", "schedule", Duration.ofDays(2), "FAILED", "SQLException at Shelf.put");
        record("auto_complete_exchanges", "retry", Duration.ofDays(1), "SUCCESS", null);
        record("auto_complete_exchanges", "schedule", Duration.ofHours(10), "SUCCESS", null);

        var card = card("auto_complete_exchanges");

        assertThat(card.text())
                .contains("The last 4 runs: 2 succeeded, 2 failed, 0 missed, 0 interrupted. The longest took 1.50 s.")
                .contains("Last run succeeded 10 hours ago 3 of it", "Last run 25 Nov 2026, 01:00:00, took 1.50 s")
                .contains("67% of 3 runs succeeded");
        assertThat(card.select("svg rect").eachAttr("class"))
                .containsExactly("bar bar-failed", "bar bar-failed", "bar bar-success", "bar bar-success");
    }

    @Test
    void theBadgeTellsHowAJobIsDoing() {
        record("auto_complete_exchanges", "schedule", Duration.ofHours(10), "FAILED", "SQLException at Shelf.put");
        record("prune_job_executions", "schedule", Duration.ofHours(10), "MISSED", null);
        record("cleanup_expired_tokens", "schedule", Duration.ofHours(10), "INTERRUPTED", null);
        ask("cleanup_expired_sessions/run");

        assertThat(badge("auto_complete_exchanges")).isEqualTo("failed");
        assertThat(badge("prune_job_executions")).isEqualTo("missed");
        assertThat(badge("cleanup_expired_tokens")).isEqualTo("failed");
        assertThat(badge("cleanup_expired_sessions")).isEqualTo("about to run");
        assertThat(badge("cleanup_expired_rate_limits")).isEqualTo("OK");
        var cards = Jsoup.parse(page("/admin/jobs")).select(".cards > .card").eachAttr("id");
        assertThat(cards.subList(0, 3))
                .as("those that are not well come first")
                .containsExactlyInAnyOrder(
                        "job-auto_complete_exchanges", "job-prune_job_executions", "job-cleanup_expired_tokens");
    }

    @Test
    void whatWasMissedIsShownWithWhatWasDone() {
        record("reminder_exchange_7_days_1", "schedule", Duration.ofDays(8), "MISSED", null);
        record("reminder_exchange_7_days_3", "schedule", Duration.ofDays(2), "MISSED", null);
        record("purge_old_exchanges", "schedule", Duration.ofDays(1), "MISSED", null);
        record("purge_old_exchanges", "catch-up", Duration.ofDays(1), "SUCCESS", null);

        var rows = Jsoup.parse(page("/admin/jobs")).select("#missed tbody tr").eachText();

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .contains("Deleting old exchanges", "24 Nov 2026, 11:00:00", "succeeded in the catch-up run of");
        assertThat(rows.get(1)).contains("Sending reminders", "reminder_exchange_7_days_3", "Not run: too late");
    }

    @Test
    void theHistoryIsFilteredAndComesInPages() {
        for (var i = 0; i < 51; i++) {
            record("auto_complete_exchanges", "schedule", Duration.ofDays(i), "SUCCESS", null);
        }
        record("reminder_exchange_7_days_1", "manual", Duration.ofDays(60), "FAILED", "SQLException at Shelf.put");

        assertThat(history("")).hasSize(50);
        assertThat(history("?page=1")).hasSize(2);
        assertThat(history("?job=auto_complete_exchanges&page=1")).hasSize(1);
        assertThat(history("?job=auto_complete_exchanges&outcome=FAILED")).isEmpty();
        assertThat(history("?outcome=FAILED"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains("Sending reminders", "reminder_exchange_7_days_1", "manual", "failed")
                        .contains("26 Sep 2026, 12:00:00", "1.50 s", "SQLException at Shelf.put"));
        assertThat(page("/admin/jobs/history?job=auto_complete_exchanges"))
                .contains("/admin/jobs/history?job=auto_complete_exchanges&amp;page=1");
    }

    @Test
    void whatARunDidIsShownInTheLanguageOfThePage() {
        record("purge_old_exchanges", "schedule", Duration.ofDays(1), "SUCCESS", null);
        jdbc.sql("UPDATE job_execution SET summary = 'warned=0 purged=1 people=1200 emails=1'")
                .update();
        record("auto_complete_exchanges", "schedule", Duration.ofDays(2), "SUCCESS", null);
        jdbc.sql("UPDATE job_execution SET summary = 'completed=0' WHERE summary = '3 of it'")
                .update();

        assertThat(history(""))
                .satisfiesExactly(
                        completion -> assertThat(completion).endsWith("nothing to do"),
                        purge -> assertThat(purge).endsWith("0 warnings, 1 exchange deleted, 1,200 people, 1 email"));
        assertThat(history("?lang=de"))
                .satisfiesExactly(
                        completion -> assertThat(completion).endsWith("nichts zu tun"),
                        purge -> assertThat(purge).endsWith("0 Warnungen, 1 Runde gelöscht, 1.200 Personen, 1 E-Mail"));
    }

    @Test
    void aRunThatFailedIsNotSaidToHaveHadNothingToDo() {
        record("auto_complete_exchanges", "schedule", Duration.ofDays(1), "FAILED", "could not complete 2 exchanges");
        jdbc.sql("UPDATE job_execution SET summary = 'completed=0'").update();

        assertThat(history(""))
                .singleElement()
                .satisfies(row -> assertThat(row).endsWith("0 completed could not complete 2 exchanges"));
    }

    @Test
    void aFilterThatMeansNothingIsRefusedOrPassedOver() {
        assertThat(history("?job=nonsense&outcome=&page=-1")).isEmpty();
        assertThat(site.get().uri("/admin/jobs/history?outcome=nonsense").with(ADMIN))
                .hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    void anUnknownJobIsNotFound() {
        assertThat(site.post()
                        .uri("/admin/jobs/close_registration_exchange_1/run")
                        .with(ADMIN)
                        .with(new AdminCsrf()))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void nobodyButTheAdminReachesTheJobs() {
        assertThat(site.get().uri("/admin/jobs"))
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasRedirectedUrl("/admin/login?next=%2Fadmin%2Fjobs");
        assertThat(site.get().uri("/admin/jobs").with(user("charlie").roles("PARTICIPANT")))
                .hasStatus(HttpStatus.FORBIDDEN);
        assertThat(site.post().uri("/admin/jobs/dispatch_outbox/run").with(new AdminCsrf()))
                .hasStatus(HttpStatus.SEE_OTHER)
                .hasRedirectedUrl("/admin/login");
    }

    private void ask(String what) {
        assertThat(site.post().uri("/admin/jobs/" + what).with(ADMIN).with(new AdminCsrf()))
                .hasRedirectedUrl("/admin/jobs");
    }

    private String page(String path) {
        try {
            return site.get().uri(path).with(ADMIN).exchange().getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Element card(String job) {
        return Objects.requireNonNull(Jsoup.parse(page("/admin/jobs")).getElementById("job-" + job));
    }

    private String badge(String job) {
        return card(job).select(".page-head .badge").text();
    }

    private List<String> history(String query) {
        return Jsoup.parse(page("/admin/jobs/history" + query))
                .select("tbody tr")
                .eachText();
    }

    /** A run that was due so long ago, and took one and a half seconds if it ended. */
    private void record(String job, String cause, Duration ago, String outcome, @Nullable String error) {
        var due = TestClock.START.minus(ago).toEpochMilli();
        var ended = outcome.equals("SUCCESS") || outcome.equals("FAILED");
        jdbc.sql("""
            INSERT INTO job_execution (created_at, job_id, job_type, node, cause, scheduled_at, started_at,
                completed_at, outcome, error_message, summary)
            VALUES (?, ?, ?, 'NON_CLUSTERED', ?, ?, ?, ?, ?, ?, ?)\
            """)
                .params(Arrays.asList(
                        due,
                        job,
                        job.startsWith("reminder") ? "reminder" : job,
                        cause,
                        due,
                        outcome.equals("MISSED") ? null : due,
                        ended ? due + 1500 : null,
                        outcome,
                        error,
                        outcome.equals("SUCCESS") ? "3 of it" : null))
                .update();
    }
}
