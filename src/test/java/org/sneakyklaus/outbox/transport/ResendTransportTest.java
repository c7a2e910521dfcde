package org.sneakyklaus.outbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.testsupport.FreePort;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResendTransportTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final ResendServer server = new ResendServer();
    private final MailTransport transport = server.transport(Duration.ofSeconds(20), CLOCK);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEmailArrivesAsItWasWrittenWithItsKey() {
        var unsubscribe = URI.create("https://klaus.example.org/unsubscribe/abc");

        var id = transport.send(MailFactory.of("key-7", "ann@example.org", "Zoë 🎁", "Grüße 🎄", "Hällo", unsubscribe));

        assertThat(id).contains("id-key-7");
        var headers = server.headers().get(0);
        assertThat(headers.get("Authorization")).containsExactly("Bearer " + Settings.KEY);
        assertThat(headers.get("Content-type")).containsExactly("application/json");
        var email = onlyAccepted();
        assertThat(email.get("from").asString()).isEqualTo("Sneaky Klaus <klaus@example.org>");
        assertThat(email.get("to").toString()).isEqualTo("[\"Zoë 🎁 <ann@example.org>\"]");
        assertThat(email.get("reply_to").toString()).isEqualTo("[\"orga@example.org\"]");
        assertThat(email.get("subject").asString()).isEqualTo("Grüße 🎄");
        assertThat(email.get("text").asString()).isEqualTo("Hällo");
        assertThat(email.get("html").asString()).isEqualTo("<p>Hällo</p>");
        assertThat(email.get("headers").propertyNames())
                .containsExactly("Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post");
        assertThat(email.get("headers").get("List-Unsubscribe").asString()).isEqualTo("<" + unsubscribe + ">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann\r\nBcc: bob@x.test",
                "\"Ann\" <bob@x.test>, Bob",
                "<bob@x.test>",
                "a@b.test",
                "Ann\0\u2028Bcc: bob@x.test"
            })
    void aNameNeitherAddsARecipientNorBreaksTheEmail(String name) {
        transport.send(MailFactory.to("ann@example.org", name, "Hi\r\nBcc: bob@x.test"));

        var email = onlyAccepted();
        assertThat(email.get("to").size()).isEqualTo(1);
        assertThat(email.get("to").get(0).asString())
                .matches("[^<>@,\"\\p{Cntrl}\\u2028]+ <ann@example\\.org>|ann@example\\.org");
        assertThat(email.get("subject").asString()).isEqualTo("Hi Bcc: bob@x.test");
        assertThat(email.has("bcc")).isFalse();
        assertThat(email.get("headers").propertyNames()).containsExactly("Auto-Submitted");
    }

    @Test
    void aVeryLongNameIsCutBetweenTwoCharacters() {
        transport.send(MailFactory.to("ann@example.org", "🎁".repeat(1000), "🎄".repeat(1000)));

        assertThat(onlyAccepted().get("to").get(0).asString()).isEqualTo("🎁".repeat(120) + " <ann@example.org>");
        assertThat(onlyAccepted().get("subject").asString()).isEqualTo("🎄".repeat(250));
    }

    @ParameterizedTest
    @CsvSource({
        "400, validation_error, We found an error, REFUSED",
        "400, validation_error, API key is invalid, LOCKED_OUT",
        "401, missing_api_key, Missing API key, LOCKED_OUT",
        "401, restricted_api_key, Restricted, LOCKED_OUT",
        "403, invalid_api_key, API key is invalid, LOCKED_OUT",
        "403, validation_error, The x.test domain is not verified, LOCKED_OUT",
        "404, not_found, No such endpoint, LATER",
        "409, concurrent_idempotent_requests, In progress, UNKNOWN",
        "413, too_large, Too large, REFUSED",
        "422, validation_error, Invalid `to` field, REFUSED",
        "422, missing_required_field, Missing field, REFUSED",
        "422, invalid_from_address, Invalid from, LOCKED_OUT",
        "429, rate_limit_exceeded, Too many requests, LATER",
        "429, daily_quota_exceeded, Daily quota, QUOTA",
        "429, monthly_quota_exceeded, Monthly quota, QUOTA",
        "451, security_error, Perhaps an attack, LATER",
        "500, application_error, Unexpected, UNKNOWN",
        "502, x, Bad gateway, UNKNOWN",
        "503, service_unavailable, Come again, LATER"
    })
    void eachErrorSaysWhatFollows(int status, String name, String message, Kind kind) {
        server.next(ResendServer.error(status, name, message));

        var failure = failure(MailFactory.to("ann@example.org"));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessage("Resend answered " + status + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 | PT30S",
                "Tue, 01 Dec 2026 10:02:00 GMT | PT2M",
                "Tue, 01 Dec 2026 09:00:00 GMT | PT0S",
                "999999999 | PT24H",
            })
    void howLongToWaitIsRead(String header, Duration wait) {
        server.next(ResendServer.error(429, "rate_limit_exceeded", "Too many requests", header));

        var failure = failure(MailFactory.to("ann@example.org"));

        assertThat(failure.kind()).isEqualTo(Kind.BUSY);
        assertThat(failure.retryAfter()).contains(wait);
    }

    @Test
    void whatCannotBeReadIsNotWaitedFor() {
        server.next(ResendServer.error(429, "rate_limit_exceeded", "Too many requests", "soon"));

        assertThat(failure(MailFactory.to("ann@example.org")).kind()).isEqualTo(Kind.LATER);
    }

    @Test
    void theSameKeyMakesNoSecondEmailEvenWithAnotherText() {
        assertThat(transport.send(MailFactory.to("ann@example.org", "Ann", "first")))
                .contains("id-key-1");
        assertThat(transport.send(MailFactory.to("ann@example.org", "Ann", "first")))
                .contains("id-key-1");
        assertThat(transport.send(MailFactory.to("ann@example.org", "Ann", "second")))
                .isEmpty();

        assertThat(server.accepted()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html>", "", "{}", "[]", "null", "{\"id\":null}", "{\"id\":7}", "{\"id\":\"\"}", "{\"id\":\"1\""
            })
    void whoSaysYesWithoutAnIdIsNotResendAndMayHaveAcceptedTheEmail(String body) {
        server.next(ResendServer.answering(200, body));

        var failure = failure(MailFactory.to("ann@example.org"));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(failure).hasMessageStartingWith("Resend answered 200 without an id");
        assertThat(transport.send(MailFactory.to("ann@example.org"))).contains("id-key-1");
    }

    @Test
    void anIdThatIsNoneOfResendsIsNone() {
        server.next(ResendServer.answering(200, "{\"id\":\"" + "x".repeat(121) + "\"}"));

        assertThat(failure(MailFactory.to("ann@example.org")).kind()).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"200, UNKNOWN", "401, LOCKED_OUT", "503, LATER"})
    void whatNeverEndsIsNotReadToItsEnd(int status, Kind kind) {
        server.next(ResendServer.endless(status));

        assertThat(failure(MailFactory.to("ann@example.org")).kind()).isEqualTo(kind);
        assertThat(server.poured()).isLessThan(30_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Endless: ", "X-Endless: 1\r\n", "Transfer-Encoding: chunked\r\n\r\n1;"})
    void aHeadThatNeverEndsIsNotReadToItsEnd(String head) throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var accepted = new CompletableFuture<Socket>();
            var poured = new AtomicLong();
            var pouring = CompletableFuture.runAsync(() -> pour(listening, head, accepted, poured));
            var url = URI.create("http://127.0.0.1:" + listening.getLocalPort());
            var endless = new ResendTransport(new ResendHttp(url, Duration.ofSeconds(5), CLOCK), Settings.resend(url));

            var failure = catchThrowableOfType(
                    TransportException.class, () -> endless.send(MailFactory.to("ann@example.org")));
            accepted.join().close();
            pouring.join();

            assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
            assertThat(poured).hasValueLessThan(30_000_000);
        }
    }

    /** The head of an answer, and the end of it for ever, until the connection is closed. */
    private static void pour(
            ServerSocket listening, String head, CompletableFuture<Socket> accepted, AtomicLong poured) {
        try (var socket = listening.accept()) {
            accepted.complete(socket);
            var bytes = (head.endsWith("\n") ? "X-Endless: 1\r\n" : "x")
                    .repeat(10_000)
                    .getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(("HTTP/1.1 200 OK\r\n" + head).getBytes(StandardCharsets.US_ASCII));
            while (poured.get() < 100_000_000) {
                socket.getOutputStream().write(bytes);
                poured.addAndGet(bytes.length);
            }
        } catch (IOException e) {
            // It has heard enough.
        }
    }

    @Test
    void anAnswerThatIsNoneOfResendsIsDealtWith() {
        server.next(ResendServer.answering(500, ""), ResendServer.answering(502, "<html>" + "x".repeat(100_000)));

        assertThat(failure(MailFactory.to("ann@example.org")).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(failure(MailFactory.to("ann@example.org")).getMessage()).hasSizeLessThan(300);
    }

    @Test
    void whatIsShownHoldsNoKeyAddressOrLink() {
        server.next(ResendServer.error(
                422,
                "validation_error",
                "ann@example.org with " + Settings.KEY + " and https://klaus.example.org/exchange/x/signin/token"));

        assertThat(failure(MailFactory.to("ann@example.org")))
                .hasMessage("Resend answered 422: (address) with *** and (link)");
    }

    @Test
    void whoDoesNotAnswerInTimeMayHaveAcceptedTheEmail() {
        var impatient = server.transport(Duration.ofMillis(300), CLOCK);
        server.next(ResendServer.acceptAndHang(), ResendServer.acceptAndDrip());

        for (var key : List.of("key-1", "key-2")) {
            var failure = catchThrowableOfType(
                    TransportException.class,
                    () -> impatient.send(MailFactory.of(key, "ann@example.org", "", "Hi", "Hi", null)));
            assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        }
        assertThat(server.accepted()).hasSize(2);
    }

    @Test
    void whoBreaksOffMayHaveAcceptedTheEmail() {
        server.next(ResendServer.acceptAndBreakOff());

        var failure = failure(MailFactory.to("ann@example.org"));

        assertThat(failure.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(server.accepted()).hasSize(1);
    }

    @Test
    void aStopDoesNotWaitForAnAnswerThatDoesNotCome() throws Exception {
        var slow = server.transport(Duration.ofMinutes(10), CLOCK);
        server.next(ResendServer.acceptAndHang());
        var failure = CompletableFuture.supplyAsync(() ->
                catchThrowableOfType(TransportException.class, () -> slow.send(MailFactory.to("ann@example.org"))));
        server.awaitHanging();

        ((SmartLifecycle) slow).stop();

        assertThat(failure.get(9, TimeUnit.SECONDS).kind()).isEqualTo(Kind.UNKNOWN);
        ((SmartLifecycle) slow).start();
        slow.send(MailFactory.to("ann@example.org"));
        assertThat(server.accepted()).hasSize(1);
        assertThat(server.repeated()).isOne();
    }

    @Test
    void whoIsAwayHasNotAcceptedTheEmail() throws Exception {
        var port = FreePort.find();
        var url = URI.create("http://127.0.0.1:" + port);
        var away = new ResendTransport(new ResendHttp(url, Duration.ofSeconds(20), CLOCK), Settings.resend(url));

        var failure =
                catchThrowableOfType(TransportException.class, () -> away.send(MailFactory.to("ann@example.org")));

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessage("Resend could not be reached: ConnectException");
    }

    @Test
    void aDoorBehindWhichIsNotResendIsClosed() {
        server.next(ResendServer.answering(200, "<html>"));

        assertThat(catchThrowableOfType(TransportException.class, transport::knock))
                .hasMessageStartingWith("Resend answered 200 without");
    }

    @Test
    void aKeyThatMayOnlySendOpensTheDoorToo() {
        transport.knock();
        server.next(ResendServer.error(401, "restricted_api_key", "This API key is restricted to only send emails"));
        transport.knock();

        assertThat(server.accepted()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, validation_error, API key is invalid, API_KEY",
        "403, invalid_api_key, API key is invalid, API_KEY",
        "429, rate_limit_exceeded, Too many requests, TOO_MANY",
        "503, maintenance, Come again, NOT_NOW"
    })
    void aClosedDoorSaysWhy(int status, String name, String message, TransportException.Reason reason) {
        server.next(ResendServer.error(status, name, message));

        var failure = catchThrowableOfType(TransportException.class, transport::knock);

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.getMessage()).doesNotContain(Settings.KEY);
    }

    private TransportException failure(MailMessage message) {
        return catchThrowableOfType(TransportException.class, () -> transport.send(message));
    }

    private JsonNode onlyAccepted() {
        assertThat(server.accepted()).hasSize(1);
        return JsonMapper.shared().readTree(server.accepted().get(0).body());
    }
}
