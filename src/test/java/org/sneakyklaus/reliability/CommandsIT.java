package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sneakyklaus.reliability.KlausProcess.Answer;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.Site;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The commands, given to the jar itself: before there is a database, while the application runs, and after it. One
 * installation and one run of each command serve all tests; a second start shows what the one after it did.
 */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {

    private static final String TOKEN = "count all the gifts";
    private static final String PAUSED = "cleanup_expired_sessions";
    private static final Pattern HEARTBEAT_AGE = Pattern.compile("(?m)^klaus_job_heartbeat_age_seconds (\\S+)$");
    private static final Pattern NEW_PASSWORD = Pattern.compile("The new password is (\\S{24}) ");
    private static final Pattern DATETIME = Pattern.compile("datetime=\"([^\"]+)\"");

    private final Clock clock = Clock.systemUTC();
    private KlausProcess klaus;
    private Answer resetBefore;
    private Answer checkBefore;
    private boolean madeSomething;
    private Page page;
    private Page metrics;
    private Page health;
    private Answer listed;
    private Answer listedAsJson;
    private Answer checked;
    private Answer listedAfter;
    private Answer reset;
    private Answer resetAfter;
    private String leadsTo;
    private final List<Integer> signingIn = new ArrayList<>();
    private final List<Integer> signingInLater = new ArrayList<>();
    private List<String> errors;
    private Answer listedOlder;
    private Answer checkedOlder;

    @BeforeAll
    void giveEachCommand() throws IOException, InterruptedException {
        klaus = KlausProcess.fresh("commands", Map.of("KLAUS_METRICS_TOKEN", TOKEN));
        resetBefore = klaus.command("reset-admin-password");
        checkBefore = klaus.command("check");
        madeSomething = Files.exists(klaus.key()) || Files.exists(klaus.data().resolve("klaus.db"));

        klaus.start();
        var organiser = Organiser.signIn(klaus.browser());
        var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        var exchange = organiser.open(organiser.exchange("Office", date));
        for (var name : new String[] {"Ann", "Ben", "Cy"}) {
            organiser.add(exchange, name, name.toLowerCase(Locale.ROOT) + "@example.org");
        }
        organiser.draw(exchange);
        var browser = organiser.browser();
        browser.submit(browser.open("/admin/jobs").form("/" + PAUSED + "/pause"));
        await().atMost(Duration.ofMinutes(2)).until(() -> klaus.store().isDrained(clock.instant()));
        checked = klaus.command("check");
        listed = klaus.command("jobs", "list");
        listedAsJson = klaus.command("jobs", "list", "--json");
        page = browser.open("/admin/jobs");
        metrics = get(browser, "/actuator/prometheus");
        health = get(browser, "/actuator/health");
        reset = klaus.command("reset-admin-password");
        leadsTo = browser.open("/admin").leadsTo();
        signingIn.add(signIn(Site.PASSWORD));
        signingIn.add(signIn(newPassword(reset)));
        klaus.stop();
        listedAfter = klaus.command("jobs", "list", "--json");
        resetAfter = klaus.command("reset-admin-password");
        klaus.start();
        signingInLater.add(signIn(newPassword(reset)));
        signingInLater.add(signIn(newPassword(resetAfter)));
        errors = klaus.logged(" ERROR ");
        klaus.stop();

        klaus.store()
                .change(db -> db.update("DELETE FROM flyway_schema_history WHERE installed_rank ="
                        + " (SELECT max(installed_rank) FROM flyway_schema_history)"));
        listedOlder = klaus.command("jobs", "list");
        checkedOlder = klaus.command("check");
    }

    private int signIn(String password) {
        return Organiser.signIn(klaus.browser(), Site.ADMIN, password).status();
    }

    private static String newPassword(Answer answer) {
        var told = NEW_PASSWORD.matcher(answer.output());
        assertThat(told.find()).as("%s", answer).isTrue();
        return told.group(1);
    }

    private static Page get(Browser browser, String path) {
        return browser.send(browser.request(path).header("Authorization", "Bearer " + TOKEN));
    }

    @AfterAll
    void close() {
        klaus.close();
    }

    @Test
    void aCommandMakesNoDatabaseAndNoKeyWhereThereIsNone() {
        assertThat(resetBefore.code()).isEqualTo(1);
        assertThat(resetBefore.output()).isEmpty();
        assertThat(resetBefore.errors().lines())
                .singleElement()
                .asString()
                .contains("There is no database", "klaus.db", "KLAUS_DATA");
        assertThat(checkBefore.code()).isEqualTo(1);
        assertThat(checkBefore.output()).contains("error    database       There is no database");
        assertThat(madeSomething).isFalse();
    }

    @Test
    void jobsAreListedInJsonAsOnThePageOfTheJobs() {
        var report = json(listedAsJson);

        var jobs = report.get("jobs");
        assertThat(jobs.valueStream().map(job -> job.get("id").asString()))
                .containsExactlyInAnyOrderElementsOf(klaus.store().recurring());
        for (var job : jobs) {
            var card = "#job-" + job.get("id").asString();
            if (job.get("id").asString().startsWith("dispatch_")) {
                continue;
            }
            assertThat(text(job, "nextRun")).as(card).isEqualTo(shown(card + " .facts-pair > div:nth-child(2) time"));
            assertThat(text(job, "pausedSince")).as(card).isEqualTo(shown(card + " .notice time"));
            var status = text(job, "status");
            assertThat(page.texts(card + " .badge").get(0))
                    .as(card)
                    .isEqualTo(status.equals("waiting") ? "OK" : status);
        }
        assertThat(report.get("coming").valueStream().map(run -> text(run, "at")))
                .hasSize(2)
                .containsExactlyElementsOf(comingOnThePage());
    }

    private List<String> comingOnThePage() {
        var section = page.source().substring(page.source().indexOf("id=\"coming\""));
        return DATETIME.matcher(section)
                .results()
                .map(time -> time.group(1))
                .distinct()
                .toList();
    }

    @Test
    void theSchedulerIsTheSameForTheCommandThePageTheMetricsAndTheHealth() {
        var scheduler = json(listedAsJson).get("scheduler");

        assertThat(text(scheduler, "state")).isEqualTo("running");
        assertThat(page.texts("#scheduler .badge")).containsExactly("running");
        var age = HEARTBEAT_AGE.matcher(metrics.source());
        assertThat(age.find()).isTrue();
        var heartbeat = Instant.parse(text(scheduler, "heartbeat"));
        assertThat(Duration.between(heartbeat, clock.instant())).isLessThan(Duration.ofMinutes(10));
        assertThat(metrics.source()).contains("klaus_job_paused 1.0");
        assertThat(health.source()).contains("DEGRADED");
        assertThat(Double.parseDouble(age.group(1))).isCloseTo(0, within(60.0));
    }

    @Test
    void jobsAreListedAsATable() {
        assertThat(listed.code()).as("%s", listed).isZero();
        assertThat(listed.errors()).isEmpty();
        assertThat(listed.output()).startsWith("Scheduler: running, last heartbeat 20");
        assertThat(listed.output().lines())
                .anyMatch(line -> line.startsWith(PAUSED) && line.contains("paused"))
                .anyMatch(line -> line.contains("reminder"));
        assertThat(listed.output()).doesNotContain("Office");
    }

    @Test
    void whileTheApplicationDoesNotRunTheSchedulerStandsBy() {
        assertThat(text(json(listedAfter).get("scheduler"), "state")).isEqualTo("standby");
    }

    @Test
    void aNewPasswordIsSetWhileTheApplicationRunsAndWhileItDoesNot() throws IOException {
        assertThat(leadsTo).as("a session from before").isEqualTo("/admin/login");
        assertThat(signingIn).containsExactly(422, 303);
        assertThat(signingInLater).containsExactly(422, 303);
        for (var answer : List.of(reset, resetAfter)) {
            assertThat(answer.code()).as("%s", answer).isZero();
            assertThat(answer.errors()).isEmpty();
            assertThat(answer.output().lines()).hasSize(1);
            assertThat(klaus.logged(newPassword(answer))).isEmpty();
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void whatIsWellIsCheckedWhileTheApplicationRuns() {
        assertThat(checked.code()).as("%s", checked).isZero();
        assertThat(checked.errors()).isEmpty();
        assertThat(checked.output().lines().map(line -> line.split(" {2,}", 3)))
                .allMatch(line -> line.length == 3)
                .extracting(line -> line[0] + " " + line[1])
                .containsExactly(
                        "ok configuration",
                        "warning public URL",
                        "ok data folder",
                        "ok disk",
                        "ok database",
                        "ok schema",
                        "ok secret key",
                        "ok email",
                        "ok webhooks",
                        "ok clock");
    }

    @Test
    void aDatabaseOfAnOlderVersionIsLeftAlone() {
        assertThat(listedOlder.code()).isEqualTo(1);
        assertThat(listedOlder.output()).isEmpty();
        assertThat(listedOlder.errors().lines()).singleElement().asString().contains("of an older version");
        assertThat(checkedOlder.output()).containsPattern("warning +schema .* older version");
        assertThat(checkedOlder.code()).isZero();
    }

    @Test
    void everyWrongSettingIsToldAtOnceAndNoSecret() throws IOException, InterruptedException {
        var answer = klaus.command(
                Map.of(
                        "KLAUS_PUBLIC_URL", "klaus.example.org",
                        "KLAUS_TRUSTED_PROXIES", "everybody",
                        "KLAUS_MAIL", "resend",
                        "KLAUS_SECRET_KEY", "canary-of-a-key"),
                "check");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.output())
                .contains("error    configuration  KLAUS_PUBLIC_URL must be")
                .contains("error    configuration  KLAUS_TRUSTED_PROXIES must be")
                .contains("error    configuration  RESEND_API_KEY is required with KLAUS_MAIL=resend")
                .doesNotContain("canary", "Exception");
    }

    @Test
    void theVersionAndTheUsageAreAnswers() throws IOException, InterruptedException {
        var version = klaus.command("--version");
        assertThat(version.code()).isZero();
        assertThat(version.output().strip()).matches("Sneaky Klaus \\d+\\.\\d+\\.\\d+\\S*");
        assertThat(version.errors()).isEmpty();

        var help = klaus.command("--help");
        assertThat(help.code()).isZero();
        assertThat(help.output())
                .contains("Usage: sneaky-klaus [-hV] [COMMAND]", "serve", "jobs", "check", "reset-admin-password");
    }

    @Test
    void whatIsNoCommandAndNoSettingIsRefusedWithTheUsage() throws IOException, InterruptedException {
        for (var arguments : new String[][] {{"chekc"}, {"--halp"}, {"serve", "now"}, {"jobs", "list", "--yaml"}}) {
            var answer = klaus.command(arguments);

            assertThat(answer.code()).as("%s", (Object) arguments).isEqualTo(2);
            assertThat(answer.output()).isEmpty();
            assertThat(answer.errors()).contains("Usage: sneaky-klaus");
        }
    }

    private String shown(String selector) {
        return page.has(selector) ? page.attribute(selector, "datetime") : "";
    }

    private static String text(JsonNode object, String name) {
        return object.get(name).asString("");
    }

    private static JsonNode json(Answer answer) {
        assertThat(answer.code()).as("%s", answer).isZero();
        assertThat(answer.errors()).isEmpty();
        return new JsonMapper().readTree(answer.output());
    }
}
