package org.sneakyklaus.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.account.AdminPassword;
import org.sneakyklaus.account.AdminPasswords;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.language.Languages;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.RunningSite;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Tables;
import org.sneakyklaus.testsupport.TestClock;
import org.sneakyklaus.webhook.WebhookEndpoints;
import org.sneakyklaus.webhook.WebhookEvent;
import org.sneakyklaus.webhook.WebhookFormat;
import org.sneakyklaus.webhook.WebhookReceiver;

/** A demo, as strangers meet it, with everything set that would send. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class DemoIT {

    private static final String OPEN = "Family Secret Santa";
    private static final String DRAWN = "Office Secret Santa";
    private static final String DONE = "Ten years of our book club";
    private static final String STRANGER = "karla@persons.test";

    private Path data;
    private ScriptedSmtpServer smtp;
    private RunningSite running;
    private Site site;

    @BeforeAll
    void start() {
        data = RunningSite.newFolder();
        smtp = new ScriptedSmtpServer();
        running = new RunningSite(
                data,
                "klaus.demo=true",
                "klaus.mail=smtp",
                "klaus.mail-from=klaus@example.org",
                "spring.mail.host=127.0.0.1",
                "spring.mail.port=" + smtp.port(),
                "klaus.webhook-private-addresses=127.0.0.1",
                "klaus.limits.admin-client=1000/1h");
        site = running.site();
    }

    @AfterAll
    void stop() throws IOException {
        running.close();
        smtp.close();
    }

    @Test
    void everyHourItIsAsItWasAndNothingOfAVisitorIsLeft() throws IOException {
        reset();
        var visitor = signedIn();
        var before = seen(visitor);
        assertThat(before.keySet()).containsExactlyInAnyOrder(OPEN, DRAWN, DONE);
        assertThat(before.get(OPEN)).contains("Ann Baker and Ben Baker cannot draw each other", "not confirmed");
        assertThat(before.get(DRAWN)).contains("Names are drawn", "5 of 8 people have seen");
        assertThat(before.get(DONE)).contains("Exchange completed", "Ruth Adler");

        var guest = site.browser();
        var join = link(visitor, OPEN) + "/register";
        guest.submit(guest.open(join)
                .form("/register")
                .with("name", "Karla Stranger")
                .with("email", STRANGER)
                .with("giftIdeas", "Karla’s wish"));
        visitor.submit(visitor.open("/admin/settings")
                .form("/settings/profile")
                .with("timezone", "Asia/Tokyo")
                .with("locale", "de"));
        visitor.post(path(visitor, DONE) + "/delete", "name", DONE);
        visitor.post("/admin/backups");
        assertThat(site.mail().to(STRANGER)).hasSize(1);
        visitor.post("/admin/key/kept");
        // Nothing is left of any exchange, when an email goes out that is about none.
        site.change("delete from exchange");
        job("cleanupExpiredTokens").run(TestClock.START);
        visitor.post("/admin/mail/test", "to", STRANGER);
        assertThat(left("karla")).anyMatch(place -> place.endsWith(".eml"));
        assertThat(data.resolve("backups")).isNotEmptyDirectory();

        reset();

        assertThat(visitor.open("/admin").leadsTo()).as("sessions ended").startsWith("/admin/login");
        var next = signedIn();
        assertThat(seen(next)).isEqualTo(before);
        assertThat(left("karla")).isEmpty();
        assertThat(data.resolve("backups")).isEmptyDirectory();
        assertThat(next.open("/admin/jobs").text()).doesNotContain("Paused since");
        assertThat(next.open("/admin/settings").value("/settings/profile", "timezone"))
                .isEqualTo("UTC");
        assertThat(guest.open(join).status()).isEqualTo(404);
    }

    @Test
    void nothingLeaves() {
        reset();
        try (var receiver = new WebhookReceiver()) {
            var visitor = signedIn();
            var refused = visitor.submit(visitor.open("/admin/webhooks")
                    .form("/admin/webhooks")
                    .with("url", receiver.url())
                    .with("format", "standard")
                    .with("events", "exchange.drawn"));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.errorAt("/admin/webhooks", "url")).contains("demo");

            // Behind the form's back.
            var endpoints = running.beans().getBean(WebhookEndpoints.class);
            var endpoint = endpoints.add(null, receiver.url(), WebhookFormat.STANDARD, Set.of(WebhookEvent.DRAWN));
            endpoints.test(null, endpoint);
            job("dispatchWebhooks").run(TestClock.START);
            assertThat(visitor.open("/admin/webhooks").text()).contains("Its address is not allowed");
            assertThat(receiver.received()).isEmpty();
        }
        assertThat(site.mail().all()).hasSizeGreaterThan(20);
        assertThat(smtp.connections()).isZero();
    }

    @Test
    void aVisitorCannotShutOutTheOthers() {
        reset();
        var visitor = signedIn();
        var settings = visitor.open("/admin/settings");
        var other = signedIn();

        assertRefused(visitor.submit(settings.form("/settings/password")
                .with("currentPassword", DemoMode.PASSWORD)
                .with("password", "all of it is mine now")
                .with("passwordConfirmation", "all of it is mine now")));
        assertRefused(visitor.submit(settings.form("/settings/email")
                .with("currentPassword", DemoMode.PASSWORD)
                .with("email", STRANGER)));
        assertRefused(visitor.post("/admin/settings/sessions/revoke"));
        assertThat(other.open("/admin").status()).isEqualTo(200);

        visitor.post("/admin/password/forgot", "email", DemoMode.ORGANISER);
        var forgotten = site.mail().lastTo(DemoMode.ORGANISER).link("/admin/password/reset/");
        assertRefused(visitor.submit(visitor.open(forgotten)
                .form(forgotten.substring(forgotten.lastIndexOf('/')))
                .with("password", "all of it is mine now")
                .with("passwordConfirmation", "all of it is mine now")));
        for (var i = 0; i < 10; i++) {
            signIn(site.browser(), "a wrong password");
        }
        signedIn();

        assertThat(visitor.post("/admin/jobs/dispatch_outbox/pause").status())
                .as("the reset could not draw names")
                .isEqualTo(422);
        for (var action : List.of("run", "pause")) {
            assertThat(visitor.post("/admin/jobs/reset_demo/" + action).status())
                    .isEqualTo(404);
            assertThat(visitor.open("/admin/jobs").hasForm("/reset_demo/" + action))
                    .isFalse();
        }
    }

    /** What {@code reset-admin-password} does; no reset would bring the shown password back. */
    @Test
    void theOperatorCannotShutThemOutEither() {
        var passwords = running.beans().getBean(AdminPasswords.class);

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> passwords.replace(AdminPassword.random()))
                .satisfies(refusal -> assertThat(refusal.message().getCodes()).contains("settings.demo"));
        assertThat(signIn(site.browser(), DemoMode.PASSWORD).leadsTo()).isEqualTo("/admin");
    }

    @Test
    void visitorsCannotFillTheDisk() {
        var visitor = signedIn();
        assertThatException()
                .isThrownBy(() ->
                        site.change("with recursive n (i) as (select 1 union all select i + 1 from n where i < 70000)"
                                + " insert into exchange_slug (created_at, slug, exchange_id, retired_at)"
                                + " select 0, printf('%01000d', i), (select min(id) from exchange), 0 from n"))
                .withMessageContaining("SQLITE_FULL");
        assertThat(visitor.open("/admin").status()).isEqualTo(200);
        reset();
        assertThat(signedIn().open("/admin").text()).contains(OPEN, DRAWN, DONE);
    }

    @Test
    void whoeverIsThereAtTheHourGetsNoBrokenPage() throws InterruptedException, ExecutionException {
        reset();
        var visitor = signedIn();
        var page = visitor.open(path(visitor, OPEN));
        var done = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        var counts = new TreeSet<Integer>();
        Callable<List<Page>> browsing = () -> {
            var answers = new ArrayList<Page>();
            while (done.getCount() > 0) {
                counts.add(site.count("exchange"));
                answers.add(visitor.open(page.path()));
                answers.add(visitor.submit(page.form("/participants")
                        .with("name", "Karla " + answers.size())
                        .with("email", answers.size() + STRANGER)));
                answers.add(site.browser().open("/"));
            }
            return answers;
        };
        try {
            var answers = threads.submit(browsing);
            for (var i = 0; i < 3; i++) {
                reset();
            }
            done.countDown();
            assertThat(answers.get())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as("%s", answer).isLessThan(500));
        } finally {
            threads.shutdownNow();
        }
        assertThat(counts).containsExactly(3);
        assertThat(running.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/admin/login", "/find", "/privacy", "/exchange/none"})
    void everyPageSaysInEveryLanguageThatItIsADemoAndHowToSignIn(String path) {
        var texts = Languages.SUPPORTED.stream()
                .map(Locale::toLanguageTag)
                .map(tag -> site.browser()
                        .open(path + "?lang=" + tag)
                        .texts(".capture-banner")
                        .get(0))
                .toList();

        assertThat(texts)
                .doesNotHaveDuplicates()
                .allSatisfy(text -> assertThat(text).contains(DemoMode.ORGANISER, DemoMode.PASSWORD))
                .first()
                .asString()
                .contains("demo", "Everyone can see", "captured emails", "deleted every hour");
    }

    private void reset() {
        assertThat(job("resetDemo").run(TestClock.START).error()).isNull();
    }

    private ScheduledJob job(String bean) {
        return running.beans().getBean(bean, ScheduledJob.class);
    }

    private Browser signedIn() {
        var browser = site.browser();
        assertThat(signIn(browser, DemoMode.PASSWORD).leadsTo()).isEqualTo("/admin");
        return browser;
    }

    private static Page signIn(Browser browser, String password) {
        var form = browser.open("/admin/login").form("/admin/login");
        assertThat(form.value("email")).isEqualTo(DemoMode.ORGANISER);
        return browser.submit(form.with("password", password));
    }

    private static void assertRefused(Page answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.text()).contains("In the demo, the organiser’s address, password and sessions");
    }

    /** What the organiser's page says of each exchange, but for its link. */
    private Map<String, String> seen(Browser visitor) {
        site.mail().deliver();
        var pages = new TreeMap<String, String>();
        for (var name : site.column("select name from exchange")) {
            pages.put(name, visitor.open(path(visitor, name)).text().replaceAll("/exchange/\\w+", "/exchange/…"));
        }
        return pages;
    }

    private String path(Browser visitor, String name) {
        assertThat(visitor.open("/admin").text()).contains(name);
        return "/admin/exchanges/"
                + site.column("select id from exchange where name = ?", name).get(0);
    }

    private String link(Browser visitor, String name) {
        var slug = site.column("select slug from exchange where name = ?", name).get(0);
        assertThat(visitor.open(path(visitor, name)).text()).contains(slug);
        return "/exchange/" + slug;
    }

    /** Where a word still stands: in tables, and in files. */
    private List<String> left(String word) throws IOException {
        var places = new ArrayList<String>();
        var tables = new Tables(running.beans().getBean(DataSource.class));
        for (var table : tables.names()) {
            if (tables.rows(table).toString().toLowerCase(Locale.ROOT).contains(word)) {
                places.add(table);
            }
        }
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.toLowerCase(Locale.ROOT).contains(word)) {
                    places.add(data.relativize(file).toString());
                }
            }
        }
        return places;
    }
}
