package org.sneakyklaus.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Gathering;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Tables;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Has people do all that they can in an exchange, under names that stand nowhere else, lets the purge take it, and looks
 * for these names in every table, every file of the database and every captured e-mail. Another exchange goes on.
 */
@IntegrationTest
class NoTraceIT {

    /** Names, and words of texts, of the exchange that goes; all in lower case, and each a word of its own. */
    private static final Set<String> TRACES = new TreeSet<>(Set.of(
            "quibbleford",
            "zephyrine",
            "klumpertaler",
            "oxblood",
            "zymurgy",
            "velocipede", // the exchange and a wish
            "xanthippe",
            "yevgenia",
            "zebulon",
            "wolfhilde",
            "rosamunde",
            "ulrikke",
            "tancred",
            "sigismund",
            "quentin",
            "quagga"));

    private final Site site;
    private final Map<String, ScheduledJob> jobs;
    private final Reminders reminders;
    private final Tables tables;
    private final JdbcTemplate jdbc;
    private final Path data;
    private final TestClock clock;
    private final boolean onSqlite;

    NoTraceIT(
            Site site,
            List<ScheduledJob> jobs,
            Reminders reminders,
            DataSource dataSource,
            AppProperties properties,
            TestClock clock,
            Environment environment) {
        this.site = site;
        this.jobs = jobs.stream().collect(Collectors.toMap(ScheduledJob::id, job -> job));
        this.reminders = reminders;
        this.tables = new Tables(dataSource);
        this.jdbc = new JdbcTemplate(dataSource);
        this.data = properties.data();
        this.clock = clock;
        this.onSqlite = DatabaseKind.of(environment) == DatabaseKind.SQLITE;
    }

    @Test
    void nothingIsLeftOfAPurgedExchangeAndAnotherStaysAsItIs() throws IOException {
        var admin = site.setUp();
        var other = Gathering.created(site, admin, Gathering.blank(admin).with("exchangeDate", "2027-03-01T18:00"))
                .then("open");
        var ann = other.join("Ann");
        other.join("Ben");
        other.join("Bothilda");

        var gone = fill(admin);
        crowd(other, gone);
        other.then("close").then("match");
        clock.set(Instant.parse("2026-12-25T00:00:00Z"));
        run("auto_complete_exchanges");
        assertThat(gone.state()).isEqualTo(ExchangeState.COMPLETED);
        site.mail().all();
        clock.set(Instant.parse("2027-01-17T02:00:00Z"));
        run("purge_old_exchanges");
        assertThat(site.mail().lastTo(Site.ADMIN).text()).containsIgnoringCase("quibbleford");
        clock.set(Instant.parse("2027-01-23T20:00:00Z"));
        var xanthippe = signInAgain(gone, "Xanthippe");
        var herPage = gone.link() + "/me";
        assertThat(xanthippe.open(herPage).status()).isEqualTo(200);
        var herSessions = "spring_session where principal_name = 'participant:" + gone.idOf("Xanthippe") + "'";
        assertThat(site.count(herSessions)).isPositive();
        var people = site.count("participant where exchange_id = " + gone.id());
        var mails = site.count("outbound_email where exchange_id = " + gone.id());
        var otherBefore = rowsOf(other);
        var otherMail = mailsAbout("Family Christmas");
        assertThat(traces(tables())).containsExactlyElementsOf(TRACES);
        assertThat(traces(files()))
                .containsAll(onSqlite ? TRACES : Set.of("quibbleford", "xanthippe", "wolfhilde", "klumpertaler"));
        clock.set(Instant.parse("2027-01-24T02:00:00Z"));
        var outcome = run("purge_old_exchanges");

        assertThat(outcome)
                .isEqualTo(JobOutcome.of("warned", 0)
                        .and("purged", 1)
                        .and("people", people)
                        .and("emails", mails));
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(traces(files()))
                        .as("in the files of the database and the captured e-mails")
                        .isEmpty());
        assertThat(traces(tables())).as("in the tables").isEmpty();
        assertThat(site.count("past_pair")).as("pairs that are remembered").isGreaterThan(3);
        assertThat(site.count("series_invitation")).as("who want to be invited").isEqualTo(2);
        assertThat(site.count("series_rule")).isPositive();
        assertThat(site.count(herSessions)).isZero();
        assertThat(xanthippe.visit(herPage).status()).isEqualTo(404);
        assertThat(site.column(
                        "SELECT trigger_name FROM qrtz_triggers WHERE trigger_group = ?", "exchange_" + gone.id()))
                .isEmpty();
        assertThat(rowsOf(other)).isEqualTo(otherBefore);
        assertThat(mailsAbout("Family Christmas")).isEqualTo(otherMail).hasSizeGreaterThan(3);
        assertThat(other.me(ann).text()).contains("Signed in as Ann", "A book for Ann");
    }

    /** All that can happen in an exchange; Bothilda takes part in the other one, too. */
    private Gathering fill(Browser admin) {
        var gone = Gathering.created(
                        site,
                        admin,
                        Gathering.blank(admin)
                                .with("name", "Quibbleford")
                                .with("description", "Hosted by Zephyrine.")
                                .with("budget", "9 Klumpertaler")
                                .with("organiserName", "Oxblood")
                                .with("organiserContact", "zymurgy@example.org")
                                .with("rememberPairs", "true"))
                .then("open")
                .then("new-link")
                .with("Quentin");
        gone.join("Bothilda");
        var xanthippe = gone.join("Xanthippe");
        xanthippe.submit(
                xanthippe.open(gone.link() + "/me/profile").form("/profile").with("giftIdeas", "A velocipede"));
        var yevgenia = gone.join("Yevgenia");
        yevgenia.submit(gone.me(yevgenia).form("/me/email").with("email", "wolfhilde@example.org"));
        var zebulon = gone.join("Zebulon");
        var rosamunde = gone.join("Rosamunde");
        rosamunde.submit(
                rosamunde.open(gone.link() + "/me/withdraw").form("/withdraw").with("confirm", "true"));
        var typo = site.browser();
        var typed = typo.follow(gone.register(typo, "Tancred", "ulrikke@example.org"));
        site.mail().all();
        typo.submit(typed.form("/register/correct").with("email", "tancred@example.org"));
        gone.register(site.browser(), "Sigismund", "sigismund@example.org");
        gone.add("Ulrikke", "ulrikke@example.org");
        notMe(gone, "tancred@example.org");
        gone.add("Tancred", "tancred2@example.org");
        gone.rule("Xanthippe", "Yevgenia", true);
        find("xanthippe@example.org");
        find("bothilda@example.org");
        remove(gone, "Quentin");
        gone.admin().post(gone.path() + "/announcements", "text", "Bring a quagga.", "confirm", "true");
        for (var agreeing : List.of(xanthippe, zebulon)) {
            agreeing.submit(gone.me(agreeing).form("/me/next-time").with("invite", "true"));
        }
        gone.rule("Xanthippe", "Zebulon", true);
        gone.then("close");
        zebulon.submit(gone.me(zebulon).form("/leave-request"));
        gone.then("match").then("rematch");
        xanthippe.submit(gone.me(xanthippe).form("/me/reveal"));
        site.mail().all();
        assertThat(reminders.remind(gone.id(), clock.instant())).isGreaterThan(3);
        assertThat(site.mail().lastTo("xanthippe@example.org").subject()).contains("Quibbleford");
        tellOfUndelivered(gone);
        return gone;
    }

    /** So many, and so mixed, that what stays moves about in the file when the rest goes from between it. */
    private void crowd(Gathering staying, Gathering going) {
        var rows = new ArrayList<Object[]>();
        for (var i = 0; i < 1_500; i++) {
            var mixed = Integer.toHexString(i * 0x9e3779b9);
            var place = mixed + '-' + mixed + '-' + mixed;
            rows.add(new Object[] {staying.id(), "Neighbour " + i, place + ".neighbour@example.org", "A kite"});
            rows.add(new Object[] {going.id(), "Zebulon " + i, place + ".zebulon@example.org", "A velocipede"});
        }
        jdbc.batchUpdate(
                "INSERT INTO participant (created_at, updated_at, withdrawn_at, exchange_id, name, email, gift_ideas,"
                        + " reminder_enabled, added_by_admin) VALUES (0, 0, 0, ?, ?, ?, ?, true, false)",
                rows);
    }

    private void notMe(Gathering exchange, String address) {
        var link = site.mail().lastTo(address).link("/not-me/");
        assertThat(site.browser().press(link).status()).isEqualTo(303);
        assertThat(site.count("suppressed_address where exchange_id = " + exchange.id()))
                .isOne();
    }

    private void remove(Gathering exchange, String name) {
        var form = exchange.page().form("/" + exchange.idOf(name) + "/remove").with("confirm", "true");
        assertThat(exchange.admin().submit(form).status()).isEqualTo(303);
    }

    private void find(String address) {
        var browser = site.browser();
        Form form = browser.open("/find").form("/find").with("email", address);
        assertThat(browser.submit(form).status()).isEqualTo(303);
        assertThat(site.mail().lastTo(address).text()).containsIgnoringCase("quibbleford");
    }

    /** The organiser is emailed about an email that did not arrive. */
    private void tellOfUndelivered(Gathering exchange) {
        site.change(
                "update outbound_email set state = 'FAILED' where kind = 'REMINDER' and participant_id = ?",
                exchange.idOf("Xanthippe"));
        assertThat(run("tell_of_undelivered_mail")).isEqualTo(JobOutcome.of("undelivered", 1));
        assertThat(site.mail().lastTo(Site.ADMIN).text()).containsIgnoringCase("xanthippe");
    }

    private Browser signInAgain(Gathering exchange, String name) {
        var browser = site.browser();
        browser.post(exchange.link() + "/signin", "email", Gathering.address(name));
        return Gathering.signIn(browser, site.mail().lastTo(Gathering.address(name)));
    }

    private JobOutcome run(String job) {
        return Objects.requireNonNull(jobs.get(job)).run(clock.instant());
    }

    private static Set<String> traces(List<String> texts) {
        var found = new TreeSet<String>();
        for (var text : texts) {
            var lower = text.toLowerCase(Locale.ROOT);
            TRACES.stream().filter(lower::contains).forEach(found::add);
        }
        return found;
    }

    /** Every value of every table. */
    private List<String> tables() {
        return tables.names().stream()
                .flatMap(table -> tables.rows(table).stream())
                .flatMap(List::stream)
                .toList();
    }

    /** Every file in the data folder, byte for byte, and every captured e-mail as its reader sees it. */
    private List<String> files() throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        for (Mail mail : site.mail().kept()) {
            texts.add(mail.to() + mail.subject() + mail.text() + mail.html());
        }
        return texts;
    }

    /** Every row of an exchange, by table; those of Quartz, too. */
    private Map<String, List<String>> rowsOf(Gathering exchange) {
        var rows = new TreeMap<String, List<String>>();
        rows.put("exchange", rows("exchange WHERE id = ?", exchange.id()));
        rows.put("triggers", rows("qrtz_triggers WHERE trigger_group = ?", "exchange_" + exchange.id()));
        for (var table : List.of(
                "exchange_event", "reminder_interval", "participant", "assignment", "magic_token", "outbound_email")) {
            rows.put(table, rows(table + " WHERE exchange_id = ?", exchange.id()));
        }
        assertThat(rows.values()).as("%s", rows).noneMatch(List::isEmpty);
        return rows;
    }

    private List<String> rows(String table, Object argument) {
        return jdbc.queryForList("SELECT * FROM " + table, argument).stream()
                .map(row -> row.values().stream().map(Tables::text).collect(Collectors.joining(", ")))
                .sorted()
                .toList();
    }

    /** The captured e-mails about one exchange. */
    private List<Mail> mailsAbout(String exchange) {
        return site.mail().kept().stream()
                .filter(mail -> mail.subject().contains(exchange))
                .toList();
    }
}
