package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.outbox.transport.MailListener.Moment;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.reliability.MailProvider.Taken;
import org.sneakyklaus.testsupport.Organiser;

/** The mail server says nothing any more, or another process keeps the database to itself. */
@Tag("once")
@Tag("slow")
class MailTroubleIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PEOPLE = 40;
    private static final String FAILED = "Job dispatch_outbox failed";

    private final Clock clock = Clock.systemUTC();

    /** In one test, since starting the application is what takes time. */
    @Test
    void aServerThatHangsHoldsUpNobodyAndALockedDatabaseDoublesNothing() throws Exception {
        try (var server = new ScriptedSmtpServer();
                var provider = MailProvider.smtp(server);
                var klaus = process(provider)) {
            klaus.start();
            var organiser = Organiser.signIn(klaus.browser());
            var exchange = exchange(organiser, "Office");
            everythingIsSent(klaus);
            var before = provider.taken();

            server.answering("MAIL", ScriptedSmtpServer.HANG);
            organiser.add(exchange, "Ann", "ann@example.org");
            server.awaitHanging();
            register(klaus, exchange, "bob@example.org");

            assertThat(waiting(klaus)).as("while it hangs").containsExactlyInAnyOrder("CLAIMED", "PENDING");
            klaus.stop();
            assertThat(waiting(klaus)).as("when it was stopped").containsExactly("PENDING", "PENDING");
            assertThat(provider.taken()).isEqualTo(before);

            server.behave();
            klaus.start();
            everythingIsSent(klaus);
            assertThat(recipients(provider)).containsOnlyOnce("ann@example.org", "bob@example.org");

            var drawn = exchange(organiser, "Family");
            klaus.store().change(db -> Guests.add(db, drawn, PEOPLE));
            var locks = lockedWithinTheTenthPairing(klaus, server);
            organiser.draw(drawn);
            try (var lock = locks.take()) {
                await().atMost(PATIENCE).until(() -> !klaus.logged(FAILED).isEmpty());
                lock.rollback();
            }
            everythingIsSent(klaus);
            klaus.stop();

            assertThat(recipients(provider))
                    .filteredOn(to -> to.startsWith("guest-"))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, PEOPLE)
                            .mapToObj(i -> Guests.address(drawn, i))
                            .toList());
            assertThat(klaus.logged(FAILED)).hasSize(1);
            assertThat(klaus.logged("")).noneMatch(line -> line.contains("guest-") || line.contains("Guest "));
        }
    }

    private static KlausProcess process(MailProvider provider) throws IOException, InterruptedException {
        var settings = new HashMap<>(provider.settings());
        // It is 10 seconds otherwise, and 30 for the whole.
        settings.put("SPRING_MAIL_PROPERTIES_MAIL_SMTP_TIMEOUT", "5000");
        return KlausProcess.fresh("mail-trouble", settings);
    }

    private long exchange(Organiser organiser, String name) {
        var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        return organiser.open(organiser.exchange(name, date));
    }

    private static void register(KlausProcess klaus, long exchange, String email) {
        var slug = klaus.store().column("SELECT slug FROM exchange WHERE id = ?", exchange);
        var browser = klaus.browser();
        var answer = browser.submit(browser.open("/exchange/" + slug.get(0) + "/register")
                .form("/register")
                .with("name", "Bob")
                .with("email", email)
                .with("giftIdeas", "A book"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(303);
        assertThat(browser.follow(answer).status()).isEqualTo(200);
    }

    /** Another connection takes the right to write, between an e-mail and its mark; it is handed out to be closed. */
    private static BlockingQueue<Connection> lockedWithinTheTenthPairing(
            KlausProcess klaus, ScriptedSmtpServer server) {
        var locks = new ArrayBlockingQueue<Connection>(1);
        var seen = new ArrayList<Moment>();
        server.tell(moment -> {
            seen.add(moment);
            if (moment == Moment.TAKEN && seen.size() > 3 * 10 && locks.isEmpty()) {
                server.tell(later -> {});
                locks.add(klaus.store().lock());
            }
        });
        return locks;
    }

    private void everythingIsSent(KlausProcess klaus) {
        await().atMost(PATIENCE).until(() -> klaus.store().isDrained(clock.instant()));
    }

    private static List<String> waiting(KlausProcess klaus) {
        return klaus.store().column("SELECT state FROM outbound_email WHERE state <> 'SENT'");
    }

    private static List<String> recipients(MailProvider provider) {
        return provider.taken().stream().map(Taken::to).toList();
    }
}
