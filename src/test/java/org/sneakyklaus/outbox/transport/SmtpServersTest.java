package org.sneakyklaus.outbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** E-mails as they arrive at a real SMTP server, over every kind of connection. */
class SmtpServersTest {

    private static final Duration WHOLE = Duration.ofSeconds(20);
    // The server's certificate is signed by nobody.
    private static final Map<String, String> TRUSTING =
            Map.of("mail.smtp.ssl.trust", "*", "mail.smtp.ssl.checkserveridentity", "false");

    private final GreenMail plain = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final GreenMail tls = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));

    @AfterEach
    void stop() {
        plain.stop();
        tls.stop();
    }

    @Test
    void anEmailArrivesWithExactlyTheseHeaders() throws MessagingException {
        var mail = sentInPlain(MailFactory.of(
                "key-7",
                "ann@example.org",
                "Zoë 🎁 “Ann”",
                "Grüße 🎄",
                "Hällo",
                URI.create("https://klaus.example.org/unsubscribe/abc")));

        assertThat(Collections.list(mail.getAllHeaders()))
                .extracting(header -> header.getName())
                .containsExactlyInAnyOrder(
                        "Return-Path",
                        "Received",
                        "From",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        "Auto-Submitted",
                        "List-Unsubscribe",
                        "List-Unsubscribe-Post",
                        "MIME-Version",
                        "Content-Type");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<key-7@klaus.example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<https://klaus.example.org/unsubscribe/abc>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getSentDate()).isEqualTo("2026-12-01T10:00:05Z");
        assertThat(mail.getSubject()).isEqualTo("Grüße 🎄");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress(Settings.FROM));
        assertThat(((InternetAddress) mail.getAllRecipients()[0]).getPersonal()).isEqualTo("Zoë 🎁 “Ann”");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann\r\nBcc: bob@x.test",
                "Ann\nBcc: bob@x.test",
                "Ann\r\n\r\nbody",
                "\"Ann\" <bob@x.test>, Bob",
                "Ann\0\u2028Bcc: bob@x.test",
                "ÄÖÜ\r\nBcc: bob@x.test",
                "\\\"<>,;:@",
                "\uD83C",
                "."
            })
    void aNameOrSubjectNeitherAddsAHeaderNorARecipient(String text) throws MessagingException {
        var mail = sentInPlain(MailFactory.to("ann@example.org", text, text));

        assertThat(mail.getAllRecipients()).extracting(Address::toString).hasSize(1);
        assertThat(((InternetAddress) mail.getAllRecipients()[0]).getAddress()).isEqualTo("ann@example.org");
        assertThat(Collections.list(mail.getAllHeaders()))
                .extracting(header -> header.getName())
                .doesNotContain("Bcc")
                .hasSize(10);
        assertThat(mail.getSubject()).matches("[^\\p{Cntrl}]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ä", "🎁", "ab ", "\""})
    void noLineOfAHeaderIsTooLongWhateverSomebodyIsCalled(String content) throws MessagingException {
        var mail = sentInPlain(MailFactory.to("ann@example.org", content.repeat(1000), content.repeat(1000)));

        assertThat(Collections.list(mail.getAllHeaderLines()))
                .flatExtracting(header -> header.lines().toList())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(998));
        assertThat(mail.getSubject()).startsWith(content.strip());
        assertThat(((InternetAddress) mail.getAllRecipients()[0]).getAddress()).isEqualTo("ann@example.org");
    }

    @Test
    void anEmailTravelsOverTlsFromTheFirstByteWithAPassword() {
        tls.start();
        tls.setUser("klaus", "canary");
        var settings = implicitTls(TRUSTING);
        settings.setUsername("klaus");
        settings.setPassword("canary");

        send(Smtp.transport(settings, WHOLE));

        assertThat(tls.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aServerThatCannotShowWhoItIsGetsNothing() {
        tls.start();

        var failure = failure(Smtp.transport(implicitTls(Map.of()), WHOLE));

        assertThat(failure.kind()).isEqualTo(Kind.LATER);
        assertThat(failure).hasMessageContaining("SSLHandshakeException");
        assertThat(tls.getReceivedMessages()).isEmpty();
    }

    @Test
    void aWrongPasswordIsNobodysAddress() {
        tls.start();
        tls.setUser("klaus", "another");
        var settings = implicitTls(TRUSTING);
        settings.setUsername("klaus");
        settings.setPassword("canary");

        var failure = failure(Smtp.transport(settings, WHOLE));

        assertThat(failure.kind()).isEqualTo(Kind.LOCKED_OUT);
        assertThat(failure).hasMessageNotContaining("canary");
    }

    private JavaMailSenderImpl implicitTls(Map<String, String> more) {
        var properties = new HashMap<>(more);
        properties.put("mail.smtp.ssl.enable", "true");
        return Smtp.settings(tls.getSmtps().getPort(), properties);
    }

    private MimeMessage sentInPlain(MailMessage message) {
        plain.start();
        var transport = Smtp.transport(Smtp.settings(plain.getSmtp().getPort(), TRUSTING), WHOLE);
        transport.send(message);
        transport.rest();
        assertThat(plain.getReceivedMessages()).hasSize(1);
        return plain.getReceivedMessages()[0];
    }

    private static void send(MailTransport transport) {
        transport.send(MailFactory.to("ann@example.org"));
        transport.rest();
    }

    private static TransportException failure(MailTransport transport) {
        return catchThrowableOfType(TransportException.class, () -> send(transport));
    }
}
