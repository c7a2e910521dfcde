package org.sneakyklaus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.outbox.OutboxSender.Result;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.sneakyklaus.outbox.transport.Smtp;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.testsupport.FullDisk;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mail;
import org.sneakyklaus.testsupport.Site;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of the e-mails when what is needed to send them is not there: the provider, the disk, the database. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class SendingFailuresIT {

    private static final String ON_SQLITE_ONLY = "PostgreSQL has no lock that keeps everybody from writing";

    private final Sending.Parts parts;
    private final Post post;
    private final JdbcTemplate jdbc;
    private final TestClock clock;
    private final Path data;
    private @Nullable Connection other;

    SendingFailuresIT(
            Outbox outbox,
            EmailClaims claims,
            OutboundEmailRepository mails,
            ExchangeEditing editing,
            Membership membership,
            ParticipantQueries participants,
            AppProperties app,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            TestClock clock) {
        this.parts = new Sending.Parts(claims, mails, clock);
        this.post = new Post(editing, membership, participants, outbox, jdbc, transaction);
        this.jdbc = jdbc;
        this.clock = clock;
        this.data = app.data();
    }

    @Test
    void aProviderThatIsDownForAnHourInTheMiddleOf500PairingsGetsEachOnce(CapturedOutput output) throws IOException {
        post.of(500);
        post.enqueuePairings(500);
        var server = new ScriptedSmtpServer();
        var written = new AtomicInteger();
        var sending = parts.by(
                Smtp.transport(server.port()),
                mail -> {
                    if (written.incrementAndGet() == 200) {
                        close(server);
                    }
                    return Optional.of(Sending.message(mail));
                },
                SendingLimits.NONE);

        sendAll(sending);
        assertThat(server.taken()).hasSize(199);
        var down = clock.instant();
        while (clock.instant().isBefore(down.plus(Duration.ofHours(1)))) {
            clock.advance(Duration.ofMinutes(5));
            sendAll(sending);
        }
        assertThat(post.states()).filteredOn(OutboxState.PENDING::equals).hasSize(301);

        try (var back = new ScriptedSmtpServer(server.port())) {
            // The last try while it was down may have been a moment before, and the wait after it is an hour and a
            // fifth.
            while (clock.instant().isBefore(down.plus(Duration.ofMinutes(60 + 72 + 5)))) {
                clock.advance(Duration.ofMinutes(5));
                sendAll(sending);
            }
            assertThat(back.taken()).hasSize(301);
            assertThat(Stream.concat(server.taken().stream(), back.taken().stream())
                            .map(SendingFailuresIT::key))
                    .containsExactlyInAnyOrderElementsOf(post.column("message_key"));
        }
        assertThat(post.states()).containsOnly(OutboxState.SENT);
        assertThat(troublesTold(output)).hasSize(1);
    }

    @Test
    void whatFindsNoRoomOnTheDiskIsKeptOnceThereIsRoom(
            @Autowired MailTransport capture, @Autowired Site site, CapturedOutput output) throws Exception {
        assumeThat(FullDisk.isPossible()).as("only root may mount a disk").isTrue();
        var admin = site.setUp();
        site.mail().all();
        post.of(3);
        post.enqueuePairings(3);
        var sending = parts.by(
                capture,
                mail -> Optional.of(new MailMessage(
                        mail.id(),
                        mail.queuedAt(),
                        mail.messageKey(),
                        "person-" + mail.participantId() + "@example.org",
                        "",
                        "No room for this",
                        "Long. ".repeat(1_000),
                        "Long.")),
                SendingLimits.NONE);

        try (var disk = FullDisk.at(data.resolve("mail"))) {
            assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 3, false));
            clock.advance(Duration.ofSeconds(5));
            assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 3, false));

            assertThat(post.column("last_error"))
                    .filteredOn("The file could not be written under the data folder"::equals)
                    .hasSize(3);
            assertThat(names(disk)).containsExactly("filling");
            var inbox = admin.open("/admin/mail");
            assertThat(inbox.status()).isEqualTo(200);
            assertThat(inbox.text()).doesNotContain("No room for this");
            assertThat(admin.open("/admin/outbox").text()).contains("The file could not be written");
            assertThat(troublesTold(output)).hasSize(1);

            disk.makeRoom();
            clock.advance(Duration.ofSeconds(20));
            assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(3, 0, false));
            assertThat(site.mail().kept()).extracting(Mail::to).hasSize(3).doesNotHaveDuplicates();
            assertThat(admin.open("/admin/mail").text()).contains("No room for this");
        }
    }

    @Test
    void whatCannotBeKeptSinceTheFolderIsOutOfReachIsKeptLater(@Autowired MailTransport capture) throws Exception {
        post.of(1);
        post.enqueuePairings(1);
        var folder = data.resolve("mail");
        Files.deleteIfExists(folder);
        Files.writeString(folder, "in the way");
        var sending = parts.by(capture);

        try {
            assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 1, false));
        } finally {
            Files.delete(folder);
        }
        clock.advance(Duration.ofSeconds(5));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(1, 0, false));
    }

    @Test
    @DisabledIfSystemProperty(named = "test.database", matches = "postgresql", disabledReason = ON_SQLITE_ONLY)
    void whatCannotBeClaimedSinceTheDatabaseIsLockedIsSentOnceItIsNot() throws SQLException {
        post.of(3);
        post.enqueuePairings(3);
        var handedOver = new ArrayList<String>();
        var sending = parts.by(noting(handedOver, () -> {}));

        hurry();
        lock();
        assertThatThrownBy(() -> sending.delivery().deliverDue())
                .isInstanceOfAny(DataAccessException.class, TransactionException.class);
        assertThat(handedOver).isEmpty();
        unlock();

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(3, 0, false));
        assertThat(handedOver).containsExactlyInAnyOrderElementsOf(post.column("message_key"));
    }

    @Test
    @DisabledIfSystemProperty(named = "test.database", matches = "postgresql", disabledReason = ON_SQLITE_ONLY)
    void whatWasHandedOverWhileTheDatabaseWasLockedIsNotHandedOverAgain() throws SQLException {
        post.of(3);
        post.enqueuePairings(3);
        var handedOver = new ArrayList<String>();
        var sending = parts.by(noting(handedOver, this::lock));

        hurry();
        assertThatThrownBy(() -> sending.delivery().deliverDue())
                .isInstanceOfAny(DataAccessException.class, TransactionException.class)
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(handedOver.get(0), "@"));
        assertThat(post.states())
                .containsExactlyInAnyOrder(OutboxState.CLAIMED, OutboxState.PENDING, OutboxState.PENDING);
        unlock();

        clock.advance(Duration.ofMinutes(10));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(2, 0, false));
        assertThat(handedOver).containsExactlyInAnyOrderElementsOf(post.column("message_key"));
        assertThat(post.states()).containsOnly(OutboxState.SENT);
    }

    @Test
    void whatTheDatabaseCouldNotTakeDownIsNotSentAgain() {
        post.of(2);
        post.enqueuePairings(2);
        var handedOver = new ArrayList<String>();
        var sending =
                parts.by(noting(handedOver, () -> jdbc.execute("ALTER TABLE outbound_email RENAME TO out_of_reach")));

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> sending.delivery().deliverDue());
        jdbc.execute("ALTER TABLE out_of_reach RENAME TO outbound_email");
        assertThat(post.states()).containsExactlyInAnyOrder(OutboxState.CLAIMED, OutboxState.PENDING);

        clock.advance(Duration.ofMinutes(10));
        sending.delivery().deliverDue();
        assertThat(handedOver).hasSize(2).doesNotHaveDuplicates();
        assertThat(post.states()).containsOnly(OutboxState.SENT);
    }

    /** Takes every e-mail, and notes down its key. */
    private static MailTransport noting(List<String> keys, Runnable onceTheFirstWasTaken) {
        return new ScriptedTransport(false) {
            @Override
            public Optional<String> send(MailMessage message) {
                keys.add(message.messageKey());
                if (keys.size() == 1) {
                    onceTheFirstWasTaken.run();
                }
                return Optional.empty();
            }
        };
    }

    /** Has the application wait a moment for others, not 10 seconds, until the first time it has waited in vain. */
    private void hurry() {
        jdbc.execute("PRAGMA busy_timeout = 200");
    }

    /** Another process keeps the database to itself. */
    private void lock() {
        try {
            other = DriverManager.getConnection(
                    "jdbc:sqlite:" + data.resolve("klaus.db") + "?transaction_mode=IMMEDIATE");
            other.setAutoCommit(false);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void unlock() throws SQLException {
        if (other != null) {
            other.close();
        }
    }

    private static void sendAll(Sending sending) {
        while (sending.delivery().deliverDue().moreDue()) {
            // Each run ends after some seconds.
        }
    }

    private static String key(String mail) {
        return mail.replaceAll("(?s).*Message-ID: <([^@]+)@.*", "$1");
    }

    /** The lines of the log that report an email that was not accepted. */
    private static List<String> troublesTold(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains("not accepted, will retry"))
                .toList();
    }

    private static List<String> names(FullDisk disk) throws IOException {
        try (var files = Files.list(disk.folder())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void close(ScriptedSmtpServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
