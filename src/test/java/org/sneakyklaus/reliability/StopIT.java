package org.sneakyklaus.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.outbox.transport.ResendServer;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.reliability.MailProvider.Taken;
import org.sneakyklaus.testsupport.Organiser;

/** Who does not finish what they are sending, or does not answer, keeps nobody from stopping the application. */
@Tag("once")
class StopIT {

    /** What Docker and those who follow it wait between SIGTERM and SIGKILL. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String BEGINNING = """
            POST /find HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/x-www-form-urlencoded\r
            Content-Length: 9999\r
            Expect: 100-continue\r
            \r
            """;

    private final Clock clock = Clock.systemUTC();

    @Test
    void aProviderThatDoesNotAnswerAndARequestThatDoesNotEndAreNotWaitedForTooLong()
            throws IOException, InterruptedException {
        try (var server = new ResendServer();
                var provider = new MailProvider.Resend(server);
                var klaus = KlausProcess.fresh("stop-mail", provider.settings())) {
            klaus.start();
            var organiser = Organiser.signIn(klaus.browser());
            var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
            var exchange = organiser.open(organiser.exchange("Office", date));
            everythingIsSent(klaus);
            server.next(ResendServer.acceptAndHang());
            organiser.add(exchange, "Ann", "ann@example.org");
            server.awaitHanging();

            stopsInTime(klaus);

            klaus.start();
            everythingIsSent(klaus);
            assertThat(provider.taken()).extracting(Taken::to).containsOnlyOnce("ann@example.org");
            assertThat(provider.repeated()).isOne();

            klaus.awaitReady();
            try (var slow =
                    new Socket(klaus.address().getHost(), klaus.address().getPort())) {
                slow.getOutputStream().write(BEGINNING.getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .as("the body is being read")
                        .isEqualTo("HTTP/1.1 100");
                stopsInTime(klaus);
            }
            assertThat(klaus.logged(" ERROR ")).isEmpty();
        }
    }

    @Test
    void anSmtpServerThatIsSilentIsNotWaitedForEitherAndTheOrganiserDecides() throws IOException, InterruptedException {
        try (var server = new ScriptedSmtpServer();
                var provider = MailProvider.smtp(server);
                var klaus = KlausProcess.fresh("stop-smtp", provider.settings())) {
            klaus.start();
            var organiser = Organiser.signIn(klaus.browser());
            var date = clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
            var exchange = organiser.open(organiser.exchange("Office", date));
            everythingIsSent(klaus);
            server.answering(".", ScriptedSmtpServer.WAIT);
            organiser.add(exchange, "Ann", "ann@example.org");
            await().atMost(Duration.ofMinutes(1)).until(() -> server.waiting() == 1);

            stopsInTime(klaus);

            assertThat(klaus.store().column("SELECT state FROM outbound_email WHERE state <> 'SENT'"))
                    .containsExactly("UNKNOWN");
            server.behave();
            klaus.start();
            organiser.add(exchange, "Bob", "bob@example.org");
            everythingIsSent(klaus);
            assertThat(provider.taken()).extracting(Taken::to).containsOnlyOnce("ann@example.org", "bob@example.org");
            assertThat(klaus.logged(" ERROR ")).isEmpty();
        }
    }

    private void everythingIsSent(KlausProcess klaus) {
        await().atMost(Duration.ofMinutes(1)).until(() -> klaus.store().isDrained(clock.instant()));
    }

    private static void stopsInTime(KlausProcess klaus) throws InterruptedException {
        var asked = System.nanoTime();
        klaus.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(GRACE);
    }
}
