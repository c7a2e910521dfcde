package org.sneakyklaus.outbox.transport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sneakyklaus.support.AppProperties;
import tools.jackson.databind.json.JsonMapper;

/** Whatever somebody or something is called, an e-mail has the headers that it should have, and a reader sees that name. */
class HostileHeadersTest {

    private static final String ADDRESS = "ann@example.org";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T10:00:05Z"), ZoneOffset.UTC);
    private static final AppProperties APP =
            new AppProperties(URI.create("https://klaus.example.org"), Path.of("data"), null);
    private static final int MAX_LINE = 998;
    private static final List<String> HEADERS =
            List.of("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type");

    static List<String> names() {
        return List.of(
                "Ann\r\nBcc: bob@x.test",
                "Ann\nBcc: bob@x.test\n\nbody",
                "Ann\rX: y",
                "Ann\u0085Bcc: bob@x.test\u2028X: y\u2029",
                "Ann\0\u0007\u001b[31m",
                "\"Ann\" <bob@x.test>, Bob",
                "Ann \\\" <bob@x.test>",
                "<bob@x.test>",
                "bob@x.test",
                "Ann (Bob), Cy; Dan: Eve",
                "=?UTF-8?Q?Ann=0D=0ABcc:_bob@x.test?=",
                "=?utf-8?b?QW5u?= =?x?",
                "آن من بيروت",
                "\u202eknatS gniG\u202c",
                "Ann 🎅🏽 & 👩‍👩‍👧‍👦",
                "\ud83c lone",
                "x".repeat(1000),
                "x y".repeat(1000),
                "é".repeat(1000),
                "🎁".repeat(1000),
                "a  b \t c",
                "%0d%0aBcc: bob@x.test",
                "",
                "   ");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameThatIsKnownToBreakThingsBreaksNothing(String name) throws Exception {
        assertThatItIsReadAsWritten(name, name);
    }

    @Property
    void noNameBreaksAnything(@ForAll("texts") String name, @ForAll("texts") String subject) throws Exception {
        assertThatItIsReadAsWritten(name, subject);
    }

    @Provide
    Arbitrary<String> texts() {
        var hostile = Arbitraries.of(
                "\r", "\n", "\0", "\t", " ", "\"", "\\", "<", ">", "@", ",", ":", ";", "(", ")", "=?", "?=", "?q?", "é",
                "🎁", "\u202e", "\ud83c");
        var any = Arbitraries.strings().all().ofMaxLength(3);
        return Arbitraries.oneOf(hostile, any).list().ofMaxSize(150).map(parts -> String.join("", parts));
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSameIsTrueOfWhatTravelsBySmtp(String name) throws Exception {
        try (var server = new ScriptedSmtpServer()) {
            var transport = Smtp.transport(server.port());

            transport.send(MailFactory.to(ADDRESS, name, name));
            transport.rest();

            assertThat(server.taken()).hasSize(1);
            assertThatItReads(server.taken().get(0).getBytes(StandardCharsets.UTF_8), name, name);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void resendIsToldOneRecipientAndOneSubject(String name) {
        try (var server = new ResendServer()) {
            server.transport(Duration.ofSeconds(20), CLOCK).send(MailFactory.to(ADDRESS, name, name));

            var email = JsonMapper.shared().readTree(server.accepted().get(0).body());
            assertThat(email.propertyNames())
                    .containsExactlyInAnyOrder("from", "to", "subject", "text", "html", "headers", "reply_to");
            assertThat(email.get("to").size()).isOne();
            assertThat(email.get("to").get(0).asString())
                    .matches(
                            "[^<>@,;:\"\\\\\\p{Cntrl}\\x{80}-\\x{9f}\\u2028\\u2029]+ <ann@example\\.org>|ann@example\\.org");
            assertThat(email.get("subject").asString()).isEqualTo(MailHeaders.subject(name));
            assertThat(email.get("headers").propertyNames()).containsExactly("Auto-Submitted");
        }
    }

    @Test
    void theSenderIsReadAsConfigured() throws Exception {
        for (var name : List.of("Zoë \\\"the elf\\\" <x>, Ltd.", "🎁".repeat(300), "y".repeat(1000))) {
            var properties = Settings.of("smtp", "\"" + name + "\" <klaus@example.org>", "", "127.0.0.1", null);

            var mime = new MimeMessages(properties, APP, CLOCK).of(MailFactory.to(ADDRESS));
            var read = read(written(mime));

            var from = (InternetAddress) read.getFrom()[0];
            assertThat(read.getFrom()).hasSize(1);
            assertThat(from.getAddress()).isEqualTo("klaus@example.org");
            assertThat(from.getPersonal()).isEqualTo(MailHeaders.name(name.replace("\\", "")));
        }
    }

    private static void assertThatItIsReadAsWritten(String name, String subject) throws Exception {
        var mime = new MimeMessages(Settings.smtp(), APP, CLOCK).of(MailFactory.to(ADDRESS, name, subject));
        assertThatItReads(written(mime), name, subject);
    }

    private static void assertThatItReads(byte[] content, String name, String subject) throws Exception {
        assertThat(new String(content, StandardCharsets.ISO_8859_1).split("\r?\n", -1))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(MAX_LINE));
        var read = read(content);
        assertThat(Collections.list(read.getAllHeaders()))
                .extracting(Header::getName)
                .containsExactlyInAnyOrderElementsOf(HEADERS);
        assertThat(read.getAllRecipients()).hasSize(1);
        var to = (InternetAddress) read.getAllRecipients()[0];
        assertThat(to.getAddress()).isEqualTo(ADDRESS);
        assertThat(to.getPersonal() == null ? "" : to.getPersonal()).isEqualTo(MailHeaders.name(name));
        assertThat(read.getSubject()).isEqualTo(MailHeaders.subject(subject));
    }

    private static byte[] written(MimeMessage mime) throws IOException, MessagingException {
        var out = new ByteArrayOutputStream();
        mime.writeTo(out);
        return out.toByteArray();
    }

    private static MimeMessage read(byte[] content) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
    }
}
