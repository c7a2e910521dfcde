package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.testsupport.Browser;
import org.sneakyklaus.testsupport.Form;
import org.sneakyklaus.testsupport.Organiser;
import org.sneakyklaus.webhook.WebhookReceiver;
import org.sneakyklaus.webhook.WebhookReceiver.Received;

/**
 * Kills the application while it sends 200 events to two webhooks. None may be lost, and one that comes again comes under
 * the same id. {@code -Dwebhook.crash.rounds=25} for more kills; {@code -Dwebhook.crash.seed=…} for the instants of an
 * earlier run, which stands in its output.
 */
@Tag("once")
class WebhookCrashIT {

    private static final int ROUNDS = Integer.getInteger("webhook.crash.rounds", 2);
    private static final int EVENTS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PAGE = "/admin/webhooks";

    private final long seed = Long.getLong("webhook.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void nothingIsLostAndRepeatsHaveTheSameId() throws IOException, InterruptedException {
        System.out.printf("Webhook crash test: %d rounds, -Dwebhook.crash.seed=%d%n", ROUNDS, seed);
        var settings = Map.of("KLAUS_WEBHOOK_PRIVATE_ADDRESSES", "127.0.0.1");
        try (var receiver = new WebhookReceiver();
                var klaus = KlausProcess.fresh("webhook-crash", settings)) {
            klaus.start();
            var browser = Organiser.signIn(klaus.browser()).browser();
            var tests = List.of(added(browser, receiver.url()), added(browser, receiver.url() + "-other"));
            var toGo = new AtomicInteger();
            receiver.always(exchange -> {
                if (toGo.decrementAndGet() == 0) {
                    kill(klaus);
                }
                WebhookReceiver.status(204).to(exchange);
            });
            var onTheWay = 0L;
            for (var round = 0; round < ROUNDS; round++) {
                toGo.set(1 + random.nextInt(EVENTS / ROUNDS));
                queue(browser, tests, klaus, EVENTS * (round + 1) / ROUNDS);
                await().atMost(PATIENCE).until(() -> !klaus.isAlive());
                var left = klaus.copyOfStore();
                Kills.assertIntact(left);
                onTheWay += left.count("webhook_delivery WHERE state = 'CLAIMED'");
                klaus.store()
                        .change(db -> db.update(
                                "UPDATE webhook_delivery SET claimed_until = ? WHERE state = 'CLAIMED'",
                                System.currentTimeMillis() - 1000));
                klaus.start();
            }
            queue(browser, tests, klaus, EVENTS);
            await().atMost(PATIENCE).until(() -> klaus.store().count("webhook_delivery WHERE state <> 'SENT'") == 0);
            klaus.stop();

            var queued = klaus.store().column("SELECT message_key FROM webhook_delivery");
            var ids = receiver.received().stream().map(Received::id).toList();
            System.out.printf(
                    "%d kills, %d events on their way at one; %d events, %d posts%n",
                    ROUNDS, onTheWay, queued.size(), ids.size());
            assertThat(queued).hasSizeGreaterThanOrEqualTo(EVENTS);
            assertThat(onTheWay).as("killed with one on its way").isGreaterThanOrEqualTo(ROUNDS);
            assertThat(new HashSet<>(ids)).containsExactlyInAnyOrderElementsOf(queued);
            assertThat(ids.size() - queued.size()).as("repeats").isBetween(1, Math.toIntExact(onTheWay));
            assertThat(klaus.logged(" ERROR ")).isEmpty();
        }
    }

    /** Queues events for one webhook after the other until there are so many, or the application is killed. */
    private static void queue(Browser browser, List<String> tests, KlausProcess klaus, int count) throws IOException {
        var forms = List.<Form>of();
        var turn = 0;
        while (klaus.isAlive() && klaus.store().count("webhook_delivery") < count) {
            try {
                if (forms.isEmpty()) {
                    forms = tests.stream().map(browser.open(PAGE)::form).toList();
                }
                browser.submit(forms.get(turn++ % forms.size()));
            } catch (UncheckedIOException | AssertionError e) {
                // the connection breaks a moment before the process is gone
                await().atMost(Duration.ofSeconds(5)).until(() -> !klaus.isAlive());
            }
        }
    }

    private static void kill(KlausProcess klaus) {
        try {
            klaus.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Adds a webhook, and returns the path of its test. */
    private static String added(Browser browser, String url) {
        var answer =
                browser.submit(browser.open(PAGE).form(PAGE).with("url", url).with("events", "mail.undelivered"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        return Jsoup.parse(browser.open(PAGE).source()).select("form[action$=/test]").eachAttr("action").stream()
                .reduce("", (first, last) -> last);
    }
}
