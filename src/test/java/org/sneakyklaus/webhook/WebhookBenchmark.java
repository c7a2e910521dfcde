package org.sneakyklaus.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.benchmark.Report;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Webhooks beside the same posts by the same client alone, and what queueing costs the transaction of the event. */
@IntegrationTest
class WebhookBenchmark {

    private static final int EVENTS = 1_000;
    private static final int ROUNDS = 3;

    private final Site site;
    private final Stages stages;
    private final WebhookEndpoints endpoints;
    private final WebhookQueue queue;
    private final WebhookDispatch dispatch;
    private final WebhookSender sender;
    private final ExchangeQueries exchanges;
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;
    private final TestClock clock;

    WebhookBenchmark(
            Site site,
            Stages stages,
            WebhookEndpoints endpoints,
            WebhookQueue queue,
            WebhookDispatch dispatch,
            WebhookSender sender,
            ExchangeQueries exchanges,
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            TestClock clock) {
        this.site = site;
        this.stages = stages;
        this.endpoints = endpoints;
        this.queue = queue;
        this.dispatch = dispatch;
        this.sender = sender;
        this.exchanges = exchanges;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void besideTheSamePosts() throws IOException {
        site.setUp();
        var exchange = stages.in(ExchangeState.MATCHED);
        try (var receiver = new WebhookReceiver()) {
            endpoints.add(null, receiver.url(), WebhookFormat.STANDARD, EnumSet.of(WebhookEvent.DRAWN));
            var ours = Double.MAX_VALUE;
            var bare = Double.MAX_VALUE;
            var queueing = Double.MAX_VALUE;
            for (var round = 0; round < ROUNDS; round++) {
                var bareWrites = seconds(() -> writeAll(exchange));
                queueing = Math.min(queueing, seconds(() -> queueAll(exchange)) - bareWrites);
                var before = receiver.received().size();
                ours = Math.min(ours, seconds(() -> deliver(receiver, before + EVENTS)));
                bare = Math.min(bare, seconds(() -> postAll(receiver)));
            }
            assertThat(site.count("webhook_delivery where state = 'SENT'")).isEqualTo(EVENTS * ROUNDS);
            new Report("10-webhooks")
                    .line(
                            "1,000 events to a quick webhook / the same posts by the bare client",
                            String.format(Locale.ROOT, "%.2f s", ours),
                            String.format(Locale.ROOT, "%.2f s", bare),
                            String.format(Locale.ROOT, "%.1f ×", ours / bare),
                            "≤ 2 ×")
                    .line(
                            "… what queueing one adds to a transaction",
                            String.format(Locale.ROOT, "%.2f ms", queueing * 1000 / EVENTS),
                            "",
                            "< 1 ms")
                    .write();
        }
    }

    private void deliver(WebhookReceiver receiver, int all) {
        while (receiver.received().size() < all) {
            dispatch.deliverDue();
        }
    }

    private void queueAll(long exchange) {
        for (var event = 0; event < EVENTS; event++) {
            clock.advance(Duration.ofMillis(1));
            transaction.executeWithoutResult(in -> {
                change(exchange);
                queue.queue(WebhookEvent.DRAWN, List.of(exchange));
            });
        }
    }

    /** The same transactions with a change, and no event. */
    private void writeAll(long exchange) {
        for (var event = 0; event < EVENTS; event++) {
            transaction.executeWithoutResult(in -> change(exchange));
        }
    }

    /** As every event is preceded by: the exchange is read and changed. */
    private void change(long exchange) {
        exchanges.byId(exchange);
        jdbc.update("UPDATE exchange SET version = version WHERE id = ?", exchange);
    }

    private void postAll(WebhookReceiver receiver) {
        var headers = Map.of("Content-Type", "application/json");
        var body = "x".repeat(180).getBytes(StandardCharsets.UTF_8);
        for (var event = 0; event < EVENTS; event++) {
            try {
                sender.post(receiver.url() + "-bare", headers, body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static double seconds(Runnable work) {
        var begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }
}
