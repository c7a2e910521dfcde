package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sneakyklaus.outbox.transport.MailListener.Moment;
import org.sneakyklaus.reliability.MailProvider.Taken;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.testsupport.Page;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Two processes on one database, whose clocks are two seconds apart where faketime is installed. They were started at
 * once on an empty database.
 *
 * <p>{@code -Dnode.rounds=20} for more restarts; from the third on, every other two processes are killed instead of
 * stopped, and what a killed one was sending is waited for in real time.
 */
@EnabledIfSystemProperty(
        named = "test.database",
        matches = "postgresql",
        disabledReason = "on SQLite a second process is refused")
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesIT {

    private static final int ROUNDS = Integer.getInteger("node.rounds", 2);
    private static final boolean LONG = ROUNDS > 2;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int EXCHANGES = 8;
    private static final int PEOPLE = 25;
    private static final int REMINDED = 200;
    private static final int TRIGGERS = 200;
    /** Until the others notice, by Quartz's own check, and have sent the rest. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(30);
    /** So long is an e-mail left to the process that claimed it. */
    private static final Duration CLAIM = Duration.ofMinutes(5);

    private final Clock clock = Clock.systemUTC();
    private TwoNodes nodes;
    private Store store;
    private Organiser byOne;
    private Organiser byOther;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        nodes = new TwoNodes();
        store = nodes.store();
        byOne = Organiser.signIn(nodes.one().browser());
        byOther = Organiser.signIn(nodes.other().browser());
    }

    @AfterAll
    void stop() throws IOException {
        nodes.close();
    }

    @Test
    void eachEmailLeavesOnceAndBothProcessesSendSome() throws IOException {
        var exchanges = IntStream.range(0, EXCHANGES)
                .mapToObj(i -> exchange("Round " + i, PEOPLE))
                .toList();

        var half = EXCHANGES / 2;
        exchanges.subList(0, half).forEach(byOne::draw);
        everythingIsSent();
        exchanges.subList(half, EXCHANGES).forEach(byOther::draw);
        everythingIsSent();

        assertThat(nodes.provider().taken())
                .extracting(Taken::to)
                .filteredOn(to -> exchanges.stream().anyMatch(exchange -> to.endsWith(Guests.host(exchange))))
                .containsExactlyInAnyOrderElementsOf(guests(exchanges));
        exchanges.forEach(
                exchange -> assertThat(keysTaken(exchange)).containsExactlyInAnyOrderElementsOf(keys(exchange)));
        assertThat(store.column("SELECT DISTINCT node FROM job_execution WHERE job_id = 'dispatch_outbox'"))
                .as("processes that sent some")
                .contains(nodes.one().node(), nodes.other().node());
        assertThat(byOne.browser().open("/admin/jobs").text())
                .contains(nodes.one().node(), nodes.other().node());
        assertThat(byOther.browser().open("/admin/jobs/history").text())
                .contains(nodes.one().node(), nodes.other().node());
        noErrors();
    }

    @Test
    void eachTriggerFiresOnce() throws IOException {
        var recurring = store.recurring();
        recurring.remove("dispatch_outbox");
        // like that one, it records nothing when there is nothing to send
        recurring.remove("dispatch_webhooks");
        var last = store.read(db -> Store.one(db, "SELECT coalesce(max(id), 0) FROM job_execution"));
        var at = clock.instant().plusSeconds(4).truncatedTo(ChronoUnit.MILLIS);

        store.change(db -> {
            Closings.add(db, TRIGGERS, at);
            recurring.forEach(job -> Store.setDue(db, job, at));
        });
        await().atMost(PATIENCE).until(() -> Closings.open(store) == 0);
        everythingIsSent();

        var due = new ArrayList<>(Closings.due(store));
        recurring.forEach(job -> due.add(job + ' ' + at.toEpochMilli()));
        assertThat(store.column(
                        "SELECT job_id || ' ' || scheduled_at FROM job_execution"
                                + " WHERE id > ? AND job_id <> 'dispatch_outbox' AND outcome = 'SUCCESS'",
                        last))
                .containsExactlyInAnyOrderElementsOf(due);
        assertThat(store.column("SELECT DISTINCT outcome FROM job_execution WHERE id > ?", last))
                .containsExactly("SUCCESS");
        noErrors();
    }

    @Test
    void whatAKilledProcessHadToSendTheOtherSends() throws IOException, InterruptedException {
        var exchange = exchange("Reminding", REMINDED);
        byOne.draw(exchange);
        everythingIsSent();
        var killed = new CompletableFuture<KlausProcess>();
        var offered = new AtomicInteger();
        nodes.provider().tell(moment -> {
            if (moment == Moment.TAKEN && offered.incrementAndGet() == REMINDED / 4) {
                killed.complete(kill(nodes.sending().orElseThrow()));
                throw new IOException("Killed");
            }
        });

        store.change(db -> remindSoon(db, exchange));
        var gone = killed.orTimeout(60, TimeUnit.SECONDS).join();
        var at = System.nanoTime();
        await().atMost(TAKE_OVER).until(() -> reminders(exchange, "SENT") == REMINDED - 1);
        var others = Duration.ofNanos(System.nanoTime() - at);
        var onItsWay = store.column("SELECT message_key FROM outbound_email WHERE state = 'CLAIMED'");
        assertThat(onItsWay).hasSize(1);
        if (!LONG) {
            letClaimsRunOut();
        }
        await().atMost(CLAIM.plusMinutes(1)).until(() -> reminders(exchange, "SENT") == REMINDED);
        var all = Duration.ofNanos(System.nanoTime() - at);
        gone.launch();
        gone.awaitReady();

        System.out.printf(
                "Killed while it sent: %d reminders by the other after %d ms, the one on its way after %d ms%s%n",
                REMINDED - 1, others.toMillis(), all.toMillis(), LONG ? "" : " with its claim cut short");
        var taken = new ArrayList<>(keysTaken(exchange));
        assertThat(taken).as("the one on its way came again, by the same name").containsAll(onItsWay);
        onItsWay.forEach(taken::remove);
        assertThat(taken).containsExactlyInAnyOrderElementsOf(keys(exchange));
        assertThat(store.column(
                        "SELECT DISTINCT participant_id FROM outbound_email WHERE kind = 'REMINDER' AND exchange_id = ?",
                        exchange))
                .hasSize(REMINDED);
        noErrors();
    }

    @Test
    void processesAreRestartedInTurnAndNobodyNotices() throws IOException, InterruptedException {
        var proxy = nodes.proxy();
        await().atMost(PATIENCE).until(() -> proxy.ready() == 2);
        var exchange = exchange("Growing", 0);
        var link = link(exchange);
        var participant = join(proxy.browser(), link, "ann@example.org");
        var organiser = Organiser.signIn(proxy.browser());
        var crowd = new Crowd(proxy, organiser, exchange, link, participant);
        var lostByStops = new ArrayList<String>();
        var kills = 0;

        for (int round = 0; round < ROUNDS; round++) {
            var node = nodes.all().get(round % 2);
            var before = proxy.failures().size();
            if (round % 4 >= 2) {
                node.kill();
                kills++;
                restart(node);
            } else {
                node.stop();
                restart(node);
                lostByStops.addAll(
                        proxy.failures().subList(before, proxy.failures().size()));
            }
        }
        crowd.end();
        letClaimsRunOut();
        everythingIsSent();

        System.out.printf(
                "Restarts: %d, %d of them by a kill; %d requests answered, %d lost by a stop, %d by a kill and asked"
                        + " again; %d people acknowledged%n",
                ROUNDS,
                kills,
                crowd.answers(),
                lostByStops.size(),
                crowd.repeated() - lostByStops.size(),
                crowd.acknowledged().size());
        assertThat(lostByStops).isEmpty();
        assertThat(crowd.acknowledged()).hasSizeGreaterThan(100);
        var people = store.column("SELECT email FROM participant WHERE exchange_id = ?", exchange);
        assertThat(people).containsAll(crowd.acknowledged()).doesNotHaveDuplicates();
        assertThat(store.column("SELECT DISTINCT state FROM outbound_email WHERE exchange_id = ?", exchange))
                .containsExactly("SENT");
        var again = keysTaken(exchange);
        keys(exchange)
                .forEach(key -> assertThat(again.remove(key)).as("%s left", key).isTrue());
        assertThat(again).as("e-mails that left again").hasSizeLessThanOrEqualTo(kills);
        noErrors();
    }

    private static void restart(KlausProcess node) {
        node.launch();
        node.awaitReady();
    }

    @Test
    void aProcessThatIsToStopSaysSoBeforeItTakesNoMoreRequests() throws InterruptedException {
        var node = nodes.one();
        node.askToStop();

        await().atMost(Duration.ofSeconds(4))
                .until(() -> node.health("readiness").orElse(0) == 503);
        assertThat(node.browser().open("/find").status()).isEqualTo(200);

        node.stop();
        restart(node);
    }

    @Test
    void clocksApartChangeNothingByMoreThanThat() {
        assumeThat(TwoNodes.faketime())
                .as("faketime, as Debian has it, makes clocks differ")
                .isPresent();
        var apart = Duration.between(time(nodes.one()), time(nodes.other()));
        assertThat(apart).isBetween(TwoNodes.AHEAD.minusSeconds(1), TwoNodes.AHEAD.plusSeconds(3));
        var link = link(exchange("Clocks", 0));

        // What the one makes opens by the other, and what is begun there goes on here.
        for (var way : List.of(nodes.all(), List.of(nodes.other(), nodes.one()))) {
            var address = "clock-" + way.get(0).address().getPort() + "@example.org";
            register(way.get(0).browser(), link, address);
            var browser = way.get(1).browser();
            signIn(browser, linkTo(address));
            for (var node : way) {
                assertThat(browser.open(node.address() + link + "/me").status()).isEqualTo(200);
            }
        }
        // Three links an hour for an address.
        var answers = new ArrayList<Page>();
        for (var node : List.of(nodes.one(), nodes.other(), nodes.one(), nodes.one(), nodes.other())) {
            answers.add(node.browser().post(link + "/signin", "email", "limited@example.org"));
        }
        assertThat(answers).extracting(Page::status).containsExactly(303, 303, 303, 429, 429);
        var waits = answers.subList(3, 5).stream()
                .map(answer -> Long.parseLong(answer.header("Retry-After")))
                .toList();
        assertThat(waits.get(0) - waits.get(1)).isBetween(0L, TwoNodes.AHEAD.toSeconds() + 3);
    }

    private static Instant time(KlausProcess node) {
        var date = node.browser().open("/find").header("Date");
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    private Browser join(Browser browser, String link, String address) {
        register(browser, link, address);
        return signIn(browser, linkTo(address));
    }

    private static void register(Browser browser, String link, String address) {
        var form = browser.open(link + "/register").form("/register");
        assertThat(browser.submit(form.with("name", "Somebody").with("email", address))
                        .status())
                .isEqualTo(303);
    }

    private String linkTo(String address) {
        await().atMost(PATIENCE).until(() -> nodes.lastTo(address).isPresent());
        return URI.create(nodes.lastTo(address).orElseThrow().link("/signin/")).getPath();
    }

    private static Browser signIn(Browser browser, String link) {
        var answer = browser.submit(browser.open(link).form(link));
        assertThat(answer.leadsTo()).as("%s", answer).endsWith("/me");
        return browser;
    }

    private static KlausProcess kill(KlausProcess node) {
        try {
            node.kill();
            return node;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An exchange in a month that is open, with people in it. */
    private long exchange(String name, int people) {
        var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        var exchange = byOne.open(byOne.exchange(name, date));
        store.change(db -> Guests.add(db, exchange, people));
        return exchange;
    }

    private String link(long exchange) {
        return "/exchange/"
                + store.column("SELECT slug FROM exchange WHERE id = ?", exchange)
                        .get(0);
    }

    /** Moves an exchange such that its reminder three days before is due in two seconds. */
    private void remindSoon(JdbcTemplate db, long exchange) {
        var date = Instant.ofEpochMilli(Store.one(db, "SELECT exchange_date FROM exchange WHERE id = ?", exchange));
        Store.age(db, exchange, Duration.between(clock.instant().plusSeconds(2).plus(Duration.ofDays(3)), date));
    }

    private long reminders(long exchange, String state) {
        return store.count("outbound_email WHERE kind = 'REMINDER' AND exchange_id = ? AND state = ?", exchange, state);
    }

    /** Goes on as if the minutes were over for which an e-mail is left to the process that claimed it. */
    private void letClaimsRunOut() {
        var now = clock.instant();
        store.change(db -> {
            var past = now.minusSeconds(1).toEpochMilli();
            if (db.update("UPDATE outbound_email SET claimed_until = ? WHERE state = 'CLAIMED'", past) > 0) {
                Store.setDue(db, "dispatch_outbox", now);
            }
        });
    }

    private static List<String> guests(List<Long> exchanges) {
        return exchanges.stream()
                .flatMap(exchange -> IntStream.range(0, PEOPLE).mapToObj(i -> Guests.address(exchange, i)))
                .toList();
    }

    /** The e-mails about an exchange by their keys. */
    private List<String> keys(long exchange) {
        return store.column("SELECT message_key FROM outbound_email WHERE exchange_id = ?", exchange);
    }

    /** Those of them that left, as often as they did. */
    private List<String> keysTaken(long exchange) {
        var keys = Set.copyOf(keys(exchange));
        return new ArrayList<>(nodes.provider().taken().stream()
                .map(Taken::key)
                .filter(keys::contains)
                .toList());
    }

    private void everythingIsSent() {
        await().atMost(PATIENCE).until(() -> store.isDrained(clock.instant()));
    }

    private void noErrors() throws IOException {
        assertThat(nodes.logged(" ERROR ")).isEmpty();
    }
}
