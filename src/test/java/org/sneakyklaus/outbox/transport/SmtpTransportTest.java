package org.sneakyklaus.outbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.testsupport.FreePort;

/** What follows from what an SMTP server says, or does not say. */
class SmtpTransportTest {

    private static final Duration WHOLE = Duration.ofSeconds(20);
    /** What the buffers between here and there hold is far less. */
    private static final long A_LOT = 30_000_000;

    private static final Map<String, String> TRUSTING =
            Map.of("mail.smtp.ssl.trust", "*", "mail.smtp.ssl.checkserveridentity", "false");

    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final MailTransport transport = Smtp.transport(server.port());

    @AfterEach
    void stop() throws IOException {
        transport.rest();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 421 too busy, LATER",
        "CONNECT, 554 no service here, LOCKED_OUT",
        "MAIL, 421 going down, LATER",
        "MAIL, 450 wait, LATER",
        "MAIL, 530 sign in first, LOCKED_OUT",
        "MAIL, 550 sender refused, LOCKED_OUT",
        "MAIL, 553 not your address, LOCKED_OUT",
        "RCPT, 421 going down, LATER",
        "RCPT, 450 greylisted, LATER",
        "RCPT, 452 mailbox full, LATER",
        "RCPT, 550 no such user, REFUSED",
        "RCPT, 551 moved, REFUSED",
        "RCPT, 530 sign in first, LOCKED_OUT",
        "DATA, 451 wait, LATER",
        "DATA, 554 no, REFUSED",
        "., 451 wait, LATER",
        "., 552 too large, REFUSED",
        "., 554 spam, REFUSED"
    })
    void eachAnswerSaysWhatFollows(String command, String answer, Kind kind) {
        server.answering(command, answer);

        var failure = failure(transport);

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).contains(answer.substring(0, 3));

        server.behave();
        transport.send(MailFactory.to("bob@example.org"));
        assertThat(server.taken()).last().asString().contains("bob@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
    void whoHangsUpBeforeTheEmailHasNotTakenIt(String command) {
        server.answering(command, ScriptedSmtpServer.DROP).answering("HELO", ScriptedSmtpServer.DROP);

        assertThat(failure(transport).kind()).isEqualTo(Kind.LATER);
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void whoHangsUpAfterTheEmailMayHaveTakenIt() {
        server.answering(".", ScriptedSmtpServer.DROP);

        assertThat(failure(transport).kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(server.taken()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"CONNECT, LATER", "RCPT, LATER", "., UNKNOWN"})
    void whoAnswersAByteNowAndThenIsNotWaitedFor(String command, Kind kind) {
        server.answering(command, ScriptedSmtpServer.DRIP);
        var impatient = Smtp.transport(Smtp.settings(server.port(), Map.of()), Duration.ofMillis(500));

        assertThat(failure(impatient).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, endless line, LATER",
        "CONNECT, endless lines, LATER",
        "EHLO, endless lines, LATER",
        "RCPT, endless line, LATER",
        "., endless lines, UNKNOWN"
    })
    void whatNeverEndsIsNotReadToItsEnd(String command, String answer, Kind kind) {
        server.answering(command, answer);

        assertThat(failure(transport).kind()).isEqualTo(kind);
        assertThat(server.poured()).isLessThan(A_LOT);

        server.behave();
        transport.send(MailFactory.to("bob@example.org"));
    }

    @Test
    void whoKnocksDoesNotListenToAGreetingWithoutAnEnd() {
        server.answering("CONNECT", ScriptedSmtpServer.ENDLESS_LINE);

        assertThat(catchThrowableOfType(TransportException.class, transport::knock))
                .isNotNull();
        assertThat(server.poured()).isLessThan(A_LOT);
    }

    @Test
    void whatNeverEndsIsNotReadToItsEndWhereItIsEncryptedEither() throws Exception {
        server.offeringStarttls(certified()).answering("AUTH", ScriptedSmtpServer.ENDLESS_LINES);
        var settings = Smtp.settings(server.port(), TRUSTING);
        settings.setUsername("klaus");
        settings.setPassword("canary");

        // Jakarta Mail says of it that the password was refused.
        assertThat(failure(Smtp.transport(settings, WHOLE)).kind()).isEqualTo(Kind.LATER);
        assertThat(server.poured()).isPositive().isLessThan(A_LOT);
    }

    /** Jakarta Mail would connect once more where the first connection broke, without any of our limits. */
    @Test
    void aServerThatBreaksTheFirstConnectionIsReadToALimitToo() throws IOException {
        var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var connections = new AtomicInteger();
        var hangingUp = CompletableFuture.runAsync(() -> {
            try {
                for (; ; connections.incrementAndGet()) {
                    listening.accept().close();
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        var settings = Smtp.settings(listening.getLocalPort(), Map.of("mail.smtp.ssl.enable", "true"));

        var failure = failure(Smtp.transport(settings, WHOLE));
        listening.close();
        hangingUp.join();

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(connections).hasValue(1);
    }

    @Test
    void oneConnectionServesABatch() {
        transport.send(MailFactory.to("ann@example.org"));
        transport.send(MailFactory.to("bob@example.org"));
        assertThat(server.connections()).isEqualTo(1);

        transport.rest();
        transport.send(MailFactory.to("cleo@example.org"));
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.taken()).hasSize(3);
    }

    @Test
    void aServerThatHangsUpBetweenTwoEmailsIsConnectedToAgain() {
        transport.send(MailFactory.to("ann@example.org"));
        server.answering("RSET", ScriptedSmtpServer.DROP).answering("NOOP", ScriptedSmtpServer.DROP);

        transport.send(MailFactory.to("bob@example.org"));

        assertThat(server.taken()).hasSize(2);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void theMessageIdIsTheSameAtEveryAttempt() {
        transport.send(MailFactory.to("ann@example.org"));
        transport.send(MailFactory.to("ann@example.org"));

        assertThat(server.taken())
                .hasSize(2)
                .allSatisfy(mail -> assertThat(mail).contains("Message-ID: <key-1@klaus.example.org>"));
    }

    @Test
    void whatIsShownHoldsNoAddressOrLink() {
        server.answering("RCPT", "550 <ann@example.org> unknown, see https://x.test/?token=abc");

        assertThat(failure(transport)).hasMessage("The SMTP server answered: 550 <(address)> unknown, see (link)");
    }

    @Test
    void whatIsShownHoldsNeitherThePasswordNorWhatItWasEncodedAs() throws Exception {
        var blob = Base64.getEncoder().encodeToString("\0klaus\0canary word".getBytes(StandardCharsets.UTF_8));
        server.offeringStarttls(certified()).answering("AUTH", "535 canary word is wrong, you said " + blob);
        var settings = Smtp.settings(server.port(), TRUSTING);
        settings.setUsername("klaus");
        settings.setPassword("canary word");

        var failure = failure(Smtp.transport(settings, WHOLE));

        assertThat(failure.kind()).isEqualTo(Kind.LOCKED_OUT);
        assertThat(failure).hasMessage("The SMTP server answered: 535 *** is wrong, you said ***");
    }

    @Test
    void anAnswerThatQuotesTheEmailShowsNoToken() {
        var token = "1Fer1szxk7VoJ7wl9dYPPE57Krj50MkskULf3HN3JIE";
        server.answering(".", "554 spam: signin/" + token + " of klaus.example.org/exchange/x/signin/" + token);

        assertThat(failure(transport)).hasMessageStartingWith("The SMTP server answered: 554 spam: ");
        assertThat(failure(transport)).hasMessageNotContaining(token);
    }

    @Test
    void theConnectionIsEncryptedBeforeThePasswordTravels() throws Exception {
        server.offeringStarttls(certified());
        var settings = Smtp.settings(server.port(), TRUSTING);
        settings.setUsername("klaus");
        settings.setPassword("canary");

        Smtp.transport(settings, WHOLE).send(MailFactory.to("ann@example.org"));

        assertThat(server.taken()).hasSize(1);
        assertThat(server.inTheOpen()).hasSize(2).last().isEqualTo("STARTTLS");
    }

    @Test
    void aServerThatCannotShowWhoItIsGetsNothing() throws Exception {
        server.offeringStarttls(certified());

        var failure = failure(transport);

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessageContaining("SSLHandshakeException");
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void aPasswordDoesNotTravelInTheOpen() {
        var settings = Smtp.settings(server.port(), Map.of());
        settings.setUsername("klaus");
        settings.setPassword("canary");

        var failure = failure(Smtp.transport(settings, WHOLE));

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessageNotContaining("canary");
        assertThat(server.taken()).isEmpty();
    }

    @Test
    void whoIsAwayHasNotTakenTheEmail() throws IOException {
        var port = FreePort.find();

        var failure = failure(Smtp.transport(port));

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessage("The SMTP server could not be reached: ConnectException");
    }

    // GreenMail's, signed by nobody.
    @Test
    void whoKnocksIsLetInAndHandsNothingOver() {
        transport.knock();

        assertThat(server.taken()).isEmpty();
    }

    @Test
    void whoKnocksAtAClosedDoorIsToldWhy() {
        server.answering("CONNECT", "554 no service here");

        var failure = catchThrowableOfType(TransportException.class, transport::knock);

        assertThat(failure.reason()).isEqualTo(TransportException.Reason.CLIENT);
    }

    private static SSLContext certified() throws GeneralSecurityException, IOException {
        var keys = KeyStore.getInstance("PKCS12");
        var password = "changeit".toCharArray();
        try (var file = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
            keys.load(file, password);
        }
        var manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(keys, password);
        var context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), null, null);
        return context;
    }

    private static TransportException failure(MailTransport transport) {
        return catchThrowableOfType(TransportException.class, () -> transport.send(MailFactory.to("ann@example.org")));
    }
}
