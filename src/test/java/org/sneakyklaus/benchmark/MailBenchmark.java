package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.outbox.OutboxSender;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** From a draw to the SMTP server, and what those who register notice of a provider that hangs. */
@IntegrationTest
// The outbox lets a server that hung alone for a while.
@TestMethodOrder(MethodOrderer.MethodName.class)
class MailBenchmark {

    private static final int PEOPLE = 500;
    private static final int ROUNDS = 6;
    private static final int NEWCOMERS = 200;
    private static final ScriptedSmtpServer SERVER = new ScriptedSmtpServer();

    private final Draw draw;
    private final OutboxSender delivery;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final ExchangeQueries exchanges;
    private final Site site;
    private final Rows rows;
    private int newcomers;

    MailBenchmark(
            Draw draw,
            OutboxSender delivery,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            Site site,
            JdbcTemplate jdbc) {
        this.draw = draw;
        this.delivery = delivery;
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.exchanges = exchanges;
        this.site = site;
        this.rows = new Rows(jdbc);
    }

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", SERVER::port);
        properties.add("test.mail", () -> "smtp");
        properties.add("klaus.mail-from", () -> "Klaus <klaus@example.org>");
        properties.add("klaus.mail-rate", () -> 1000);
    }

    @AfterAll
    static void close() throws IOException {
        SERVER.close();
    }

    @Test
    void fromTheDrawToTheServer() {
        var drawn = new ArrayList<Duration>();
        var sent = new ArrayList<Duration>();
        var memory = new ArrayList<Long>();
        for (var round = 0; round < ROUNDS; round++) {
            var exchange = rows.closed("round" + round, PEOPLE);
            rows.settle();
            drawn.add(Times.time(() -> draw.draw(exchange, List.of(), null)));
            assertThat(rows.count("outbound_email WHERE state = 'PENDING' AND kind = 'PAIRING'"))
                    .isEqualTo(PEOPLE);
            sent.add(Times.time(this::deliverAll));
            assertThat(SERVER.takeAll()).hasSize(PEOPLE);
            memory.add(usedAfterCollection());
        }

        var sending = Times.of(sent.subList(1, sent.size())).median();
        new Report("7-mail")
                .line(
                        "Draw of 500 with their e-mails queued, one transaction / for the first time",
                        Times.text(Times.of(drawn.subList(1, drawn.size())).median()),
                        Times.text(drawn.get(0)),
                        "≤ 200 ms")
                .line(
                        "500 pairings handed to an SMTP server by one connection / for the first time",
                        perSecond(sending),
                        perSecond(sent.get(0)),
                        "≥ 50 a second")
                .line(
                        "… heap in use after the last 500 of 3,000 / after the first 500",
                        megabytes(memory.get(memory.size() - 1)),
                        megabytes(memory.get(0)),
                        "flat")
                .write();
    }

    @Test
    void whatSomebodyWhoRegistersNoticesOfAHangingProvider() throws InterruptedException {
        site.setUp();
        var slug = open();
        whileSending(() -> register(slug));
        var healthy = whileSending(() -> register(slug));
        SERVER.answering("CONNECT", ScriptedSmtpServer.DRIP);
        var hanging = whileSending(() -> register(slug));
        SERVER.behave();

        new Report("8-registration")
                .line(
                        "A registration's answer, the SMTP server hanging / healthy",
                        hanging.spread(),
                        healthy.spread(),
                        "the same")
                .write();
    }

    private String open() {
        var exchange = editing.create(new AnExchange().details());
        lifecycle.open(exchange, null);
        return exchanges.byId(exchange).slug();
    }

    private void deliverAll() {
        for (var moreDue = true; moreDue; ) {
            var connections = SERVER.connections();
            var result = delivery.deliverDue();
            assertThat(result.failed()).isZero();
            assertThat(SERVER.connections() - connections).isOne();
            moreDue = result.moreDue();
        }
    }

    /** How long it takes time after time while another thread sends what it has queued. */
    private Times whileSending(Supplier<Duration> work) throws InterruptedException {
        var over = new AtomicBoolean();
        var sending = Executors.newSingleThreadExecutor();
        sending.execute(() -> {
            while (!over.get()) {
                delivery.deliverDue();
            }
        });
        var times = Times.of(Stream.generate(work).limit(NEWCOMERS).toList());
        over.set(true);
        sending.shutdown();
        assertThat(sending.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        return times;
    }

    private Duration register(String slug) {
        var browser = site.browser();
        var name = "guest-" + ++newcomers;
        var form = browser.open("/exchange/" + slug + "/register").form("/register");
        form.with("name", name).with("email", name + "@example.org");
        return Times.time(() -> assertThat(browser.submit(form).status()).isEqualTo(303));
    }

    private static long usedAfterCollection() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static String perSecond(Duration time) {
        return String.format(Locale.ROOT, "%.0f a second", PEOPLE * 1e9 / time.toNanos());
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
