package org.sneakyklaus.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Page;
import org.sneakyklaus.testsupport.People;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Tables;
import org.sneakyklaus.testsupport.TestClock;
import org.sneakyklaus.testsupport.Written;
import org.sneakyklaus.webhook.WebhookReceiver;
import org.sneakyklaus.webhook.WebhookReceiver.Received;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/**
 * Tells the same story of ten people several times: draw, looks, nudge, another draw, a broken row, a cancelled draw,
 * edited rules, a mend, reminders, the day after. The names are drawn anew each time, and nothing else differs: the ids
 * of people, the time, and what everybody does are the same. So whatever the application writes (pages, rows, log,
 * e-mails, metrics, names of files) must be the same, too, but for random tokens and the order of what is shuffled:
 * what differs can only come from the pairing.
 *
 * <p>Each telling also looks for pairs by itself: no row, line of the log or e-mail may name two people, however they
 * are written. This needs no comparison, and finds what random parts would hide.
 *
 * <p>That the order tells nothing is for {@link OrderTellsNothingIT}.
 */
@Tag("once")
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "klaus.metrics-token=" + PairingsStaySecretIT.TOKEN)
@ExtendWith(OutputCaptureExtension.class)
class PairingsStaySecretIT {

    static final String TOKEN = "how many gifts there are";

    private static final List<String> TEN = List.of(
            "Xanthippe",
            "Yevgenia",
            "Zebulon",
            "Wolfhilde",
            "Rosamunde",
            "Ulrikke",
            "Tancred",
            "Sigismund",
            "Quentin",
            "Bothilda");
    private static final String LATECOMER = "Ottokar";
    private static final long FIRST_PERSON = 7_305_918_264_101L;

    private final Site site;
    private final AssignmentQueries assignments;
    private final Reminders reminders;
    private final Map<String, ScheduledJob> jobs;
    private final Tables tables;
    private final TestClock clock;
    private final LoggingSystem logging;
    private final Path data;
    private final boolean onSqlite;

    /** What the first telling left, to be compared with. */
    private @Nullable Written first;

    private int tellings;

    private final People people = new People();
    private final Map<String, Browser> browsers = new TreeMap<>();
    private final List<Mail> readMails = new ArrayList<>();
    private final Set<String> pairsTold = new TreeSet<>();
    private int readLog;
    private int readWebhooks;
    private final WebhookReceiver receiver = new WebhookReceiver();

    PairingsStaySecretIT(
            Site site,
            AssignmentQueries assignments,
            Reminders reminders,
            List<ScheduledJob> jobs,
            DataSource dataSource,
            TestClock clock,
            LoggingSystem logging,
            AppProperties properties,
            Environment environment) {
        this.site = site;
        this.assignments = assignments;
        this.reminders = reminders;
        this.jobs = jobs.stream().collect(Collectors.toMap(ScheduledJob::id, job -> job));
        this.tables = new Tables(dataSource);
        this.clock = clock;
        this.logging = logging;
        this.data = properties.data();
        this.onSqlite = DatabaseKind.of(environment) == DatabaseKind.SQLITE;
    }

    @BeforeEach
    void tellMore() {
        logging.setLogLevel("org.sneakyklaus", LogLevel.TRACE);
        browsers.clear();
        readMails.clear();
        // The connection for probes says once that it has come up.
        site.browser().open("/actuator/health");
        pairsTold.clear();
        readLog = 0;
    }

    @AfterAll
    void close() {
        receiver.close();
    }

    @AfterEach
    void tellAsMuchAsElse() {
        logging.setLogLevel("org.sneakyklaus", null);
    }

    @RepeatedTest(2)
    void whateverIsWrittenIsTheSameForEveryPairing(CapturedOutput output) throws IOException {
        numberRows();
        var admin = site.setUp();
        newLines(output);
        var exchange = Gathering.created(
                        site,
                        admin,
                        Gathering.blank(admin)
                                .with("exchangeDate", "2026-12-01T18:00")
                                .with("rememberPairs", "true"))
                .then("open");
        TEN.forEach(name -> join(exchange, name));
        exchange.rule("Xanthippe", "Yevgenia", true);
        exchange.rule("Zebulon", "Wolfhilde", false);
        var written = new Written(exchange.slug());
        var webhooks = admin.open(exchange.path() + "/webhooks");
        var events = Jsoup.parse(webhooks.source()).select("[name=events]").eachAttr("value");
        var added = admin.submit(
                webhooks.form("/webhooks").with("url", receiver.url()).with("events", events.toArray(String[]::new)));
        assertThat(admin.follow(added).has("[data-webhook-secret]")).isTrue();

        exchange.then("close");
        look("01 closed", exchange, written, output);
        exchange.then("match");
        look("02 drawn", exchange, written, output);
        assertThatTheyAreShown(exchange, "Xanthippe", "Zebulon", "Bothilda");
        look("03 revealed", exchange, written, output);
        exchange.then("reminders/send");
        look("04 nudged", exchange, written, output);
        clock.advance(Duration.ofDays(1));
        exchange.then("rematch");
        look("05 drawn again", exchange, written, output);

        var row = receiverOf(exchange, "Tancred");
        site.change("UPDATE assignment SET receiver = 'AAAA' WHERE giver_id = ?", people.id("Tancred"));
        written.add("06 broken", reveal(exchange, "Tancred"));
        written.add("06 broken", adjust(exchange, "true"));
        look("06 broken", exchange, written, output);
        site.change("UPDATE assignment SET receiver = ? WHERE giver_id = ?", row, people.id("Tancred"));

        exchange.then("cancel-match");
        look("07 cancelled", exchange, written, output);
        admin.submit(exchange.page().form("/exclusions/" + ruleId() + "/delete"));
        assertThat(site.count("exclusion_rule")).isOne();
        exchange.rule("Quentin", "Tancred", false);
        exchange.then("match");
        look("08 drawn under other rules", exchange, written, output);
        assertThatTheyAreShown(exchange, "Xanthippe", "Rosamunde", "Ulrikke", "Quentin");

        browser("Bothilda").submit(exchange.me(browser("Bothilda")).form("/leave-request"));
        written.add("09 asked", adjust(exchange, "false"));
        look("09 asked", exchange, written, output);
        written.add("10 mended", adjust(exchange, "true"));
        people.add(LATECOMER, exchange.idOf(LATECOMER));
        look("10 mended", exchange, written, output);
        browsers.remove("Bothilda");
        browsers.put(LATECOMER, exchange.enter(LATECOMER));
        assertThatTheyAreShown(exchange, "Xanthippe", "Sigismund", LATECOMER);
        assertThat(reminders.remind(exchange.id(), clock.instant())).isEqualTo(10);
        look("11 reminded", exchange, written, output);

        clock.set(Instant.parse("2026-12-02T00:00:00Z"));
        var outcome =
                Objects.requireNonNull(jobs.get("auto_complete_exchanges")).run(clock.instant());
        written.add("12 completed: outcome", Stream.of(outcome.toString()));
        look("12 completed", exchange, written, output);
        admin.submit(exchange.page().form("/postpone").with("exchangeDate", "2027-01-06T18:00"));
        exchange.then("call-off");
        look("13 called off", exchange, written, output);

        assertThat(pairsTold).as("what names two people").isEmpty();
        assertThat(readWebhooks).as("events that were sent").isGreaterThan(8);
        if (first == null) {
            first = written;
        }
        assertThat(written.differencesFrom(first)).isEmpty();
    }

    /**
     * Ids of people as nothing else has them, and those of everything else as {@link Written} knows them, but never the
     * same in two tellings: the application may remember them.
     */
    private void numberRows() {
        var start = Long.parseLong(Written.ROWS) * 100_000_000_000L + ++tellings * 10_000_000_000L;
        for (var table : tables.names()) {
            if (!tables.hasIds(table)) {
                continue;
            }
            long next = table.equals("participant") ? FIRST_PERSON : (start += 100_000_000);
            if (onSqlite) {
                site.change("DELETE FROM sqlite_sequence WHERE name = ?", table);
                site.change("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, next - 1);
            } else {
                site.change("ALTER TABLE " + table + " ALTER COLUMN id RESTART WITH " + next);
            }
        }
    }

    private void join(Gathering exchange, String name) {
        browsers.put(name, exchange.join(name));
        people.add(name, exchange.idOf(name));
        assertThat(people.id(name)).isBetween(FIRST_PERSON, FIRST_PERSON + TEN.size());
    }

    private Browser browser(String name) {
        return Objects.requireNonNull(browsers.get(name));
    }

    private String ruleId() {
        return site.column("SELECT min(id) FROM exclusion_rule").get(0);
    }

    private String receiverOf(Gathering exchange, String giver) {
        return site.column(
                        "SELECT receiver FROM assignment WHERE exchange_id = ? AND giver_id = ?",
                        exchange.id(),
                        people.id(giver))
                .get(0);
    }

    private Page reveal(Gathering exchange, String giver) {
        var browser = browser(giver);
        return browser.submit(exchange.me(browser).form("/me/reveal"));
    }

    /** An open page names nobody but the recipient, beside the list of all who take part: not even the giver. */
    private void assertThatTheyAreShown(Gathering exchange, String... givers) {
        for (var giver : givers) {
            var receiver =
                    assignments.receiverOf(exchange.id(), people.id(giver)).orElseThrow();
            var shown = reveal(exchange, giver);
            assertThat(shown.texts(".gift-name")).containsExactly(people.name(receiver));
            assertThat(people.in(shown.sourceWithout(".names") + shown.headers()))
                    .containsExactly(people.name(receiver));
        }
    }

    /** Bothilda leaves; somebody comes who knows Zebulon well. */
    private Page adjust(Gathering exchange, String confirm) {
        Form form = exchange.admin().open(exchange.path() + "/mend").form("/mend");
        return exchange.admin()
                .submit(form.with("leave", "" + people.id("Bothilda"))
                        .with("people", LATECOMER + " <ottokar@example.org>")
                        .with("notWith", "" + people.id("Zebulon"))
                        .with("confirm", confirm));
    }

    /** Reads all that has been written so far, as far as it is for somebody else than the giver. */
    private void look(String step, Gathering exchange, Written written, CapturedOutput output) throws IOException {
        var mails = newMails();
        assertThatTheyAreWrittenToAlike(step, mails, written);
        var told = newWebhooks();
        written.add(step + ": webhooks", told.stream());
        note(step + ": webhooks", told.stream());
        var texts = mails.stream().map(PairingsStaySecretIT::text).toList();
        written.add(step + ": mail", texts.stream());
        note(step + ": mail", texts.stream());
        written.addAllFrom(step, exchange.admin(), "/admin");
        for (var path :
                List.of("/", "/find", exchange.link(), exchange.link() + "/register", "/none", "/actuator/health")) {
            written.add(step, site.browser().open(path));
        }
        browsers.forEach((name, browser) -> written.add(step + ": " + name, exchange.me(browser)));
        written.addAllFrom(step, browser("Xanthippe"), exchange.link() + "/me");
        for (var table : tables.names()) {
            addRows(step, table, written);
        }
        var log = newLines(output);
        written.add(step + ": log", log.stream());
        note(step + ": log", log.stream());
        assertThatTheMetricsNameNobody();
        try (var files = Files.walk(data)) {
            written.add(
                    step + ": files", files.map(file -> data.relativize(file).toString()));
        }
    }

    private List<String> newWebhooks() {
        Objects.requireNonNull(jobs.get("dispatch_webhooks")).run(clock.instant());
        // Of people who come and go another is told only when the hour is over.
        await().until(() -> site.column("SELECT id FROM webhook_delivery WHERE state <> 'SENT'"
                        + " AND NOT (state = 'PENDING' AND attempts = 0 AND next_attempt_at > "
                        + clock.instant().toEpochMilli() + ")")
                .isEmpty());
        var all = receiver.received();
        var unread = all.subList(readWebhooks, all.size()).stream()
                .map(Received::body)
                .toList();
        readWebhooks = all.size();
        return unread;
    }

    private static String text(Mail mail) {
        return String.join("\n", mail.to(), mail.subject(), mail.text(), mail.html());
    }

    private List<Mail> newMails() {
        var unread = new ArrayList<>(site.mail().all());
        readMails.forEach(unread::remove);
        readMails.addAll(unread);
        return unread;
    }

    /** An e-mail goes to one person for a reason of their own, or to everybody, and says the same to each of them. */
    private void assertThatTheyAreWrittenToAlike(String step, List<Mail> mails, Written written) {
        var texts = new TreeMap<String, List<String>>();
        for (var mail : mails) {
            var named = people.in(mail.to());
            var own = named.isEmpty() ? "nobody" : named.iterator().next();
            var kind = named.isEmpty() ? "to the organiser: " + mail.subject() : mail.subject();
            texts.computeIfAbsent(kind, unread -> new ArrayList<>())
                    .add(written.withoutChance(mail.text() + mail.html())
                            .replace(Gathering.address(own), "ADDRESS")
                            .replace(own, "NAME"));
        }
        // Who joins with a mend is welcomed, and told of the draw, in one e-mail of their own.
        var everybody = step.equals("10 mended") ? TEN.size() - 1 : TEN.size();
        texts.forEach((subject, all) -> {
            assertThat(all).as("%s: %s", step, subject).containsOnly(all.get(0));
            assertThat(all.size()).as("%s: %s", step, subject).isIn(1, everybody);
        });
    }

    private void addRows(String step, String table, Written written) {
        var rows =
                tables.rows(table).stream().map(row -> String.join(" | ", row)).toList();
        if (table.equals("assignment")) {
            assertThat(rows)
                    .as(step)
                    .allSatisfy(row -> assertThat(people.in(row)).hasSize(1));
            return;
        }
        if (!table.equals("exclusion_rule")) {
            note(step + ": " + table, rows.stream());
        }
        written.add(
                step + ": " + table,
                switch (table.toLowerCase(Locale.ROOT)) {
                    // These live by the machine's clock.
                    case "qrtz_triggers", "qrtz_job_details", "spring_session" ->
                        rows.stream().map(Written::withoutTime);
                    case "spring_session_attributes" ->
                        rows.stream().map(row -> people.in(row).toString());
                    default -> rows.stream();
                });
    }

    private void note(String place, Stream<String> texts) {
        texts.filter(text -> people.in(text).size() > 1).forEach(text -> pairsTold.add(place + ": " + text));
    }

    private List<String> newLines(CapturedOutput output) {
        var all = output.getAll();
        var lines = all.substring(readLog)
                .lines()
                .map(line -> line.replaceFirst("^\\d{4}-.*? : ", ""))
                .toList();
        readLog = all.length();
        return lines;
    }

    /** Nor do they count looks: how often somebody asks for the metrics is how well a look is known by its time. */
    private void assertThatTheMetricsNameNobody() {
        var browser = site.browser();
        var metrics = browser.send(browser.request("/actuator/prometheus").header("Authorization", "Bearer " + TOKEN))
                .source();
        assertThat(metrics).contains("klaus_outbox_depth", "uri=\"/exchange/{slug}/me\"");
        assertThat(metrics.lines().filter(line -> line.contains("reveal"))).isEmpty();
        assertThat(people.in(metrics)).isEmpty();
    }
}
