package org.sneakyklaus.outbox.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.NotFoundException;

class CaptureTransportTest {

    private static final Instant QUEUED = Instant.parse("2026-12-01T10:00:00.123Z");
    private static final String NAME = "20261201T100000123Z-17.eml";

    @TempDir
    private Path data;

    private CapturedMails captured;

    @BeforeEach
    void openTheFolder() {
        captured = new CapturedMails(new CaptureFolder(data));
    }

    @Test
    void aMailIsOneFileThatAnyMailProgramReads() throws Exception {
        send(message(17, "ann@example.org", "Zoë 🎁 “Ann”", "Weihnachtsgrüße 🎄", "Hällo\n", "<p>Hällo</p>"));

        var mail = read(NAME);
        assertThat(mail.getRecipients(RecipientType.TO))
                .extracting(Address::toString)
                .hasSize(1);
        var to = (InternetAddress) mail.getRecipients(RecipientType.TO)[0];
        assertThat(to.getAddress()).isEqualTo("ann@example.org");
        assertThat(to.getPersonal()).isEqualTo("Zoë 🎁 “Ann”");
        assertThat(mail.getSubject()).isEqualTo("Weihnachtsgrüße 🎄");
        assertThat(mail.getFrom()).containsExactly(new InternetAddress("Sneaky Klaus <klaus@localhost>"));
        assertThat(mail.getSentDate()).isEqualTo("2026-12-01T10:00:05Z");
        assertThat(mail.getMessageID()).isEqualTo("<key-17@klaus.example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
                .isEqualTo("Hällo\n");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Hällo</p>");
    }

    @Test
    void theHeadersAreExactlyTheseWhateverSomebodyIsCalled() throws Exception {
        send(message(17, "ann@example.org", "\"Ann\" <bob@x.test>, Bob", "a: b", "text", "html"));

        var mail = read(NAME);
        assertThat(Collections.list(mail.getAllHeaders()))
                .extracting(header -> header.getName())
                .containsExactlyInAnyOrder(
                        "From",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        "Auto-Submitted",
                        "MIME-Version",
                        "Content-Type");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(((InternetAddress) mail.getAllRecipients()[0]).getAddress()).isEqualTo("ann@example.org");
    }

    @Test
    void aRepeatReplacesTheFile() throws Exception {
        send(message(17, "ann@example.org", "Ann", "first", "text", "html"));
        send(message(17, "ann@example.org", "Ann", "second", "text", "html"));

        try (var files = Files.list(data.resolve("mail"))) {
            assertThat(files).containsExactly(data.resolve("mail").resolve(NAME));
        }
        assertThat(captured.read(NAME).mail().subject()).isEqualTo("second");
    }

    @Test
    void onlyTheOwnerReadsTheFolder() throws Exception {
        send(message(17, "ann@example.org", "Ann", "subject", "text", "html"));

        var folder = data.resolve("mail");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(NAME))))
                .isEqualTo("rw-------");
    }

    @Test
    void theNewestStandsFirstAndIsFoundByAddress() {
        send(message(9, "ann@example.org", "Ann", "older", "text", "html"));
        send(message(10, "bob@example.org", "Bob 🎁", "newer", "text", "html"));

        assertThat(captured.page("", 0).map(CapturedMail::subject)).containsExactly("newer", "older");
        assertThat(captured.page(" Ann@Example ", 0).map(CapturedMail::subject)).containsExactly("older");
        assertThat(captured.page("", 1)).isEmpty();
        assertThat(captured.page("", 0).getContent().get(0).to()).isEqualTo("Bob 🎁 <bob@example.org>");
    }

    @Test
    void aMailIsTakenApartForThePage() {
        send(message(17, "ann@example.org", "Ann", "subject", "Hällo", "<p>Hällo</p>"));

        var mail = captured.read(NAME);
        assertThat(mail.text()).isEqualTo("Hällo");
        assertThat(mail.html()).isEqualTo("<p>Hällo</p>");
        assertThat(mail.headers()).contains("Message-ID: <key-17@klaus.example.org>");
        assertThat(mail.mail().time()).isEqualTo(QUEUED);
    }

    @Test
    void aDeletedMailIsGone() {
        send(message(17, "ann@example.org", "Ann", "subject", "text", "html"));

        captured.delete(QUEUED, 17);
        captured.delete(QUEUED, 17);

        assertThat(captured.page("", 0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.key",
                "..%2fsecret.key",
                "20261201T100000123Z-17.eml/../../secret.key",
                "20261201T100000123Z-17.eml\n",
                "20261201T100000123Z-.eml",
                "20261201T100000123Z-18.eml",
                "",
                "unfinished-1.tmp"
            })
    void noOtherNameLeadsToAFile(String name) throws Exception {
        send(message(17, "ann@example.org", "Ann", "subject", "text", "html"));
        Files.writeString(data.resolve("secret.key"), "secret");
        Files.writeString(data.resolve("mail/unfinished-1.tmp"), "half");

        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> captured.file(name));
    }

    @Test
    void anAddressThatCannotBeWrittenToFailsForGood() {
        var bad = message(17, "ann@@example.org", "Ann", "subject", "text", "html");

        assertThatThrownBy(() -> send(bad))
                .isInstanceOfSatisfying(
                        TransportException.class, e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.REFUSED))
                .message()
                .doesNotContain("ann@");
    }

    @Test
    void aFolderThatCannotBeWrittenIsTriedAgain() throws Exception {
        Files.writeString(data.resolve("mail"), "in the way");

        assertThatThrownBy(() -> send(message(17, "ann@example.org", "Ann", "subject", "text", "html")))
                .isInstanceOfSatisfying(
                        TransportException.class, e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.LATER));
    }

    @Test
    void aMessageIsNotPrinted() {
        assertThat(message(17, "ann@example.org", "Ann", "subject", "text", "html"))
                .hasToString("***");
    }

    private void send(MailMessage message) {
        var app = new AppProperties(URI.create("https://klaus.example.org"), data, null);
        var clock = Clock.fixed(Instant.parse("2026-12-01T10:00:05Z"), ZoneOffset.UTC);
        var mime = new MimeMessages(Settings.capture(), app, clock);
        new CaptureTransport(new CaptureFolder(data), mime).send(message);
    }

    private static MailMessage message(long id, String to, String toName, String subject, String text, String html) {
        return new MailMessage(id, QUEUED, "key-" + id, to, toName, subject, text, html, null);
    }

    private MimeMessage read(String name) throws Exception {
        var content = Files.readAllBytes(data.resolve("mail").resolve(name));
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(content));
    }
}
