package org.sneakyklaus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.outbox.OutboxSender.Result;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.outbox.transport.Smtp;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mailbox;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** An SMTP server that has a whole e-mail and says nothing, for which RFC 5321 gives it ten minutes. */
@Tag("once")
@IntegrationTest
class PatientSendingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PEOPLE = 100;

    private final Sending.Parts parts;
    private final Post post;
    private final TestClock clock;
    private final ScriptedSmtpServer server = new ScriptedSmtpServer();
    private final MailTransport transport = transport(Duration.ofMinutes(10));

    PatientSendingIT(
            Outbox outbox,
            EmailClaims claims,
            OutboundEmailRepository mails,
            ExchangeEditing editing,
            Membership membership,
            ParticipantQueries participants,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            TestClock clock) {
        this.parts = new Sending.Parts(claims, mails, clock);
        this.post = new Post(editing, membership, participants, outbox, jdbc, transaction);
        this.clock = clock;
    }

    @BeforeEach
    void people() {
        post.of(PEOPLE);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        transport.rest();
    }

    private MailTransport transport(Duration answer) {
        var settings = Smtp.settings(server.port(), Map.of("mail.smtp.timeout", "1000"));
        return Smtp.transport(settings, Duration.ofSeconds(2), answer);
    }

    /** As many as its read time-out and the time of a whole conversation would have given up, and sent twice perhaps. */
    @Test
    void whatIsAnsweredLateIsSentOnceAndTheOthersGoOnMeanwhile() {
        post.enqueue(post.pairing(0));
        server.answering(".", ScriptedSmtpServer.WAIT);
        var sending = parts.by(transport);
        var other = parts.by(transport);

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 0, false));
        assertThat(post.states()).containsExactly(OutboxState.CLAIMED);
        assertThat(sending.trouble().current()).isPresent();
        server.behave();
        post.enqueue(post.pairing(1), post.pairing(2));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(2, 0, false));
        assertThat(sending.trouble().current()).isEmpty();

        // Another process would take over what is nobody's any more.
        clock.advance(Duration.ofMinutes(10));
        assertThat(other.delivery().deliverDue()).isEqualTo(Mailbox.NOTHING_DUE);
        server.goOn();
        await().atMost(PATIENCE).until(() -> post.states().stream().allMatch(OutboxState.SENT::equals));

        assertThat(server.taken()).hasSize(3);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aHundredThatAreNotAnsweredTakeAFewThreadsAndALinkToSignInStillLeaves() {
        var ofOthers = sendingThreads();
        post.enqueuePairings(PEOPLE);
        server.answering(".", ScriptedSmtpServer.WAIT);
        var sending = parts.by(transport);

        for (var i = 0; i < 5; i++) {
            sending.delivery().deliverDue();
        }
        assertThat(server.waiting()).isEqualTo(4);
        assertThat(post.states()).filteredOn(OutboxState.CLAIMED::equals).hasSize(4);
        assertThat(sendingThreads())
                .filteredOn(thread -> !ofOthers.contains(thread))
                .hasSizeLessThan(10);

        server.behave();
        post.enqueue(post.signIn(0));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(1, 0, false));
        assertThat(post.states()).filteredOn(OutboxState.SENT::equals).hasSize(1);

        server.goOn();
        await().atMost(PATIENCE).until(() -> server.waiting() == 0);
        await().atMost(PATIENCE).until(() -> {
            sending.delivery().deliverDue();
            return post.states().stream().allMatch(OutboxState.SENT::equals);
        });
        assertThat(server.taken()).hasSize(PEOPLE + 1);
    }

    @Test
    void whoNeverAnswersIsGivenUpAndTheOrganiserDecides() {
        post.enqueue(post.pairing(0));
        server.answering(".", ScriptedSmtpServer.WAIT);
        var sending = parts.by(transport(Duration.ofSeconds(12)));

        sending.delivery().deliverDue();
        assertThat(post.states()).containsExactly(OutboxState.CLAIMED);
        await().atMost(PATIENCE).until(() -> post.states().contains(OutboxState.UNKNOWN));

        clock.advance(Duration.ofHours(3));
        server.behave();
        sending.delivery().deliverDue();
        assertThat(server.taken()).hasSize(1);
    }

    @Test
    void aStopWaitsSomeSecondsAndLeavesTheRestToTheOrganiser() throws Exception {
        post.enqueue(post.pairing(0));
        server.answering(".", ScriptedSmtpServer.WAIT);
        var sending = parts.by(transport);
        var run = CompletableFuture.supplyAsync(sending.delivery()::deliverDue);
        await().atMost(PATIENCE).until(() -> server.waiting() == 1);

        ((SmartLifecycle) transport).stop();

        assertThat(run.get(9, TimeUnit.SECONDS)).isEqualTo(new Result(0, 1, false));
        assertThat(post.states()).containsExactly(OutboxState.UNKNOWN);
    }

    @Test
    void whatCameOfItIsNotedBeforeTheDatabaseIsClosed() {
        post.enqueue(post.pairing(0));
        server.answering(".", ScriptedSmtpServer.WAIT);
        var sending = parts.by(transport);
        sending.delivery().deliverDue();

        ((SmartLifecycle) transport).stop();
        sending.patient().destroy();

        assertThat(post.states()).containsExactly(OutboxState.UNKNOWN);
    }

    /** The scheduler waits for its runs after this part of the application has been closed. */
    @Test
    void anEmailOfARunThatTheStopWaitsForIsSent() {
        post.enqueue(post.pairing(0));
        var sending = parts.by(transport);

        sending.patient().destroy();

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(1, 0, false));
        assertThat(post.states()).containsExactly(OutboxState.SENT);
    }

    /** Somebody sits before a page. */
    @Test
    void aTestEmailIsNotWaitedForSoLong() {
        server.answering(".", ScriptedSmtpServer.WAIT);
        var begin = System.nanoTime();

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> transport.send(Sending.message(
                        new QueuedMail(0, TestClock.START, "key", MailKind.TEST, null, null, "", null, 0))))
                .withMessageContaining("did not say whether it took the email");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    private static List<Thread> sendingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mail-sending"))
                .toList();
    }
}
