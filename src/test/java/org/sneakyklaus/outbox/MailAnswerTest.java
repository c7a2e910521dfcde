package org.sneakyklaus.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.outbox.transport.MailRoute;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.ResendServer;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.outbox.transport.Smtp;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.outbox.transport.TransportException.Reason;
import org.sneakyklaus.support.language.PluralMessages;
import org.sneakyklaus.testsupport.FreePort;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What the admin reads when a test e-mail met with this or that, at servers that behave so. */
class MailAnswerTest {

    private static final Duration WHOLE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final Map<String, String> TRUSTING =
            Map.of("mail.smtp.ssl.trust", "*", "mail.smtp.ssl.checkserveridentity", "false");
    private static final MailMessage MESSAGE =
            new MailMessage(0, NOW, "key-1", "ann@example.org", "", "Test", "Text", "<p>Text</p>");

    private final ScriptedSmtpServer smtp = new ScriptedSmtpServer();
    private final GreenMail greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    private final ResendServer resend = new ResendServer();

    @AfterEach
    void stop() throws IOException {
        smtp.close();
        greenMail.stop();
        resend.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONNECT | 421 too busy       | accepts no emails at the moment.",
                "CONNECT | 554 no service     | accepts no emails from this server.",
                "MAIL    | 550 not your name  | does not accept the sender Klaus <klaus@example.org>.",
                "MAIL    | 530 sign in first  | did not accept the user name and password, or requires them.",
                "RCPT    | 550 no such user   | does not accept the recipient.",
                "RCPT    | 450 greylisted     | accepts no emails at the moment.",
                "DATA    | 554 spam           | did not accept the email itself."
            })
    void whatAnSmtpServerRefusesIsSaidInWordsBesideItsOwn(String command, String answer, String words) {
        smtp.answering(command, answer);

        var said = said(Smtp.transport(smtp.port()), "127.0.0.1", smtp.port());

        assertThat(said).contains("127.0.0.1", words, answer);
    }

    @Test
    void aNameThatLeadsNowhereIsNamed() {
        var settings = Smtp.settings(25, Map.of());
        settings.setHost("nowhere.invalid");

        assertThat(said(Smtp.transport(settings, WHOLE), "nowhere.invalid", 25))
                .contains("There is no server named nowhere.invalid", "Check SPRING_MAIL_HOST for a typo");
    }

    @Test
    void aPortWhereNobodyListensIsNamed() throws IOException {
        var port = FreePort.find();

        assertThat(said(Smtp.transport(port), "127.0.0.1", port))
                .contains("127.0.0.1 refused the connection on port " + port + ".", "SPRING_MAIL_PORT");
    }

    @Test
    void aCertificateThatNobodySignedIsSaidToBeTheReason() {
        greenMail.start();

        assertThat(said(Smtp.transport(tls(Map.of()), WHOLE), "127.0.0.1", tlsPort()))
                .contains("TLS failed: the certificate of 127.0.0.1 on port " + tlsPort() + " is not trusted.");
    }

    @Test
    void aServerThatSpeaksNoTlsIsSaidToBeTheReason() {
        var settings = Smtp.settings(smtp.port(), Map.of("mail.smtp.ssl.enable", "true"));

        assertThat(said(Smtp.transport(settings, WHOLE), "127.0.0.1", smtp.port()))
                .contains("TLS failed: no encrypted connection", "leave SPRING_MAIL_SSL_ENABLED out");
    }

    @Test
    void aPasswordThatWouldTravelInTheOpenIsSaidToBeTheReason() {
        var settings = Smtp.settings(smtp.port(), Map.of());
        settings.setUsername("klaus");
        settings.setPassword("canary");

        assertThat(said(Smtp.transport(settings, WHOLE), "127.0.0.1", smtp.port()))
                .contains("offers no encryption", "STARTTLS_REQUIRED=false")
                .doesNotContain("canary");
    }

    @Test
    void aWrongPasswordIsSaidToBeTheReasonButNotShown() {
        greenMail.start();
        greenMail.setUser("klaus", "another");
        var settings = tls(TRUSTING);
        settings.setUsername("klaus");
        settings.setPassword("canary");

        assertThat(said(Smtp.transport(settings, WHOLE), "127.0.0.1", tlsPort()))
                .contains("Signing in failed", "SPRING_MAIL_PASSWORD", "535")
                .doesNotContain("canary");
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForEver() {
        smtp.answering("CONNECT", ScriptedSmtpServer.DRIP);
        var impatient = Smtp.transport(Smtp.settings(smtp.port(), Map.of()), Duration.ofMillis(500));

        assertThat(said(impatient, "127.0.0.1", smtp.port()))
                .contains("did not answer on port " + smtp.port() + " within 0.4 seconds", "SPRING_MAIL_SSL_ENABLED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | missing_api_key      | API key is missing            | Resend did not accept the API key.",
                "403 | invalid_api_key      | API key is invalid            | Resend did not accept the API key.",
                "403 | validation_error     | The x.test domain is not verified | does not accept the sender",
                "422 | invalid_from_address | Invalid from                  | does not accept the sender",
                "422 | validation_error     | Invalid to field              | did not accept the email itself.",
                "429 | rate_limit_exceeded  | Too many requests             | there were too many.",
                "429 | daily_quota_exceeded | Daily quota                   | the quota is used up.",
                "500 | application_error    | Unexpected                    | It may still arrive.",
                "503 | service_unavailable  | Come again                    | accepts no emails at the moment."
            })
    void whatResendRefusesIsSaidInWordsBesideItsOwn(int status, String name, String message, String words) {
        resend.next(ResendServer.error(status, name, message));
        var transport = resend.transport(WHOLE, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(said(transport, "api.resend.com", 443)).contains(words, message);
    }

    @Test
    void aDomainThatIsNotVerifiedSaysWhereToDoThat() {
        resend.next(ResendServer.error(403, "validation_error", "The x.test domain is not verified"));
        var transport = resend.transport(WHOLE, Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(said(transport, "api.resend.com", 443)).contains("Verify the domain of KLAUS_MAIL_FROM at Resend.");
    }

    @Test
    void aResendThatIsAwayIsSaidToBeSo() {
        var transport = resend.transport(WHOLE, Clock.fixed(NOW, ZoneOffset.UTC));
        resend.close();

        assertThat(said(transport, "api.resend.com", 443))
                .contains("api.resend.com refused the connection on port 443.", "a firewall or a proxy");
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasASentenceThatIsComplete(Reason reason) {
        assertThat(words(answer("smtp", reason, Duration.ofMillis(400)))).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({"417, 0.4 s.", "12, less than 0.1 s.", "12300, 12.3 s."})
    void howLongItTookIsTold(int millis, String told) {
        assertThat(words(answer("smtp", null, Duration.ofMillis(millis))))
                .isEqualTo("mx.test accepted the email in " + told);
    }

    @Test
    void onlyWhatTookLongIsWorthMore() {
        assertThat(answer("smtp", null, Duration.ofSeconds(10)).isSlow()).isFalse();
        assertThat(answer("smtp", null, Duration.ofMillis(10_001)).isSlow()).isTrue();
    }

    private JavaMailSenderImpl tls(Map<String, String> more) {
        var settings = Smtp.settings(tlsPort(), more);
        settings.getJavaMailProperties().put("mail.smtp.ssl.enable", "true");
        return settings;
    }

    private int tlsPort() {
        return greenMail.getSmtps().getPort();
    }

    /** All that the page says after a test by this transport. */
    private static String said(MailTransport transport, String host, int port) {
        var failure = requireNonNull(catchThrowableOfType(TransportException.class, () -> transport.send(MESSAGE)));
        var route = new MailRoute(transport.name(), "Klaus <klaus@example.org>", true, host, port);
        var answer = MailAnswer.of(failure.reason(), failure.getMessage(), Duration.ofMillis(400), null, route);
        var help = messages().getMessage(answer.helpKey(), answer.args(), "", Locale.ENGLISH);
        return words(answer) + "\n" + help + "\n" + answer.detail();
    }

    private static MailAnswer answer(String transport, @Nullable Reason reason, Duration took) {
        var route = new MailRoute(transport, "Klaus <klaus@example.org>", true, "mx.test", 1587);
        return MailAnswer.of(reason, "", took, null, route);
    }

    private static String words(MailAnswer answer) {
        return messages().getMessage(answer.key(), answer.args(), Locale.ENGLISH);
    }

    private static PluralMessages messages() {
        return new PluralMessages();
    }
}
