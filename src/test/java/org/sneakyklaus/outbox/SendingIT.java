package org.sneakyklaus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.sneakyklaus.outbox.transport.ResendServer.acceptAndBreakOff;
import static org.sneakyklaus.outbox.transport.ResendServer.acceptAndHang;
import static org.sneakyklaus.outbox.transport.ResendServer.acceptAndSay;
import static org.sneakyklaus.outbox.transport.ResendServer.answering;
import static org.sneakyklaus.outbox.transport.ResendServer.error;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.outbox.OutboxSender.Result;
import org.sneakyklaus.outbox.transport.CapturedMails;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.outbox.transport.ResendServer;
import org.sneakyklaus.outbox.transport.ScriptedSmtpServer;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.sneakyklaus.outbox.transport.Smtp;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.FreePort;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mailbox;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of the e-mails when the other side fails; it does so for real, in the documented ways. */
@IntegrationTest
class SendingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OutboxQueries queries;
    private final ParticipantQueries participants;
    private final Sending.Parts parts;
    private final TransactionTemplate transaction;
    private final MessageSource messages;
    private final TestClock clock;

    private final ResendServer resend = new ResendServer();
    private final Post post;

    SendingIT(
            Outbox outbox,
            EmailClaims claims,
            OutboundEmailRepository mails,
            OutboxQueries queries,
            ExchangeEditing editing,
            Membership membership,
            ParticipantQueries participants,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            MessageSource messages,
            TestClock clock) {
        this.post = new Post(editing, membership, participants, outbox, jdbc, transaction);
        this.queries = queries;
        this.participants = participants;
        this.parts = new Sending.Parts(claims, mails, clock);
        this.transaction = transaction;
        this.messages = messages;
        this.clock = clock;
    }

    @BeforeEach
    void somePeople() {
        post.of(12);
    }

    @AfterEach
    void stop() {
        resend.close();
    }

    @Test
    void whatTheProviderCallsTheEmailIsKept() {
        post.enqueue(post.pairing(0));

        assertThat(byResend().delivery().deliverDue()).isEqualTo(new Result(1, 0, false));

        assertThat(post.column("provider_id"))
                .containsExactly("id-" + post.column("message_key").get(0));
        assertThat(post.column("transport")).containsExactly("resend");
    }

    @Test
    void whatWasAcceptedWithoutAWordIsRepeatedUnderItsKeyAndArrivesOnce() {
        post.enqueue(post.pairing(0), post.pairing(1));
        resend.next(acceptAndHang(), acceptAndBreakOff());
        // Each attempt is written anew, as with tokens in it.
        var texts = new ArrayList<String>();
        var sending = parts.by(
                resend.transport(Duration.ofMillis(500), clock),
                mail -> {
                    texts.add("text " + texts.size());
                    return Optional.of(new MailMessage(
                            mail.id(),
                            mail.queuedAt(),
                            mail.messageKey(),
                            "a@x.test",
                            "",
                            "Hi",
                            texts.get(texts.size() - 1),
                            "Hi"));
                },
                SendingLimits.NONE);

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 2, false));
        assertThat(post.states()).containsOnly(OutboxState.PENDING);
        clock.advance(Duration.ofMinutes(1));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(2, 0, false));

        assertThat(texts).hasSize(4);
        assertThat(resend.accepted()).hasSize(2);
        assertThat(post.column("message_key"))
                .containsExactlyInAnyOrderElementsOf(resend.accepted().stream()
                        .map(ResendServer.Accepted::key)
                        .toList());
    }

    @Test
    void whatMayHaveBeenAcceptedIsNotRepeatedAfter23Hours() {
        post.enqueue(post.pairing(0));
        var tries = new ArrayList<Instant>();
        var sending = parts.by(new ScriptedTransport(true) {
            @Override
            public Optional<String> send(MailMessage message) {
                tries.add(clock.instant());
                throw new TransportException(Kind.UNKNOWN, "No answer");
            }
        });

        for (var i = 0; i < 30 * 60; i++) {
            sending.delivery().deliverDue();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(tries).hasSizeGreaterThan(5);
        assertThat(Duration.between(tries.get(0), tries.get(tries.size() - 1))).isLessThan(Duration.ofHours(23));
        assertThat(post.states()).containsExactly(OutboxState.UNKNOWN);
    }

    @Test
    void whatWasOnItsWayWhenTheProcessDiedIsRepeatedWithinADayOnly() {
        post.enqueue(post.pairing(0), post.pairing(1));
        parts.claims().claim(parts.claims().due(1, 0).get(0), "resend");
        clock.advance(Duration.ofHours(1));
        assertThat(byResend().delivery().deliverDue().sent()).isEqualTo(2);

        post.enqueue(post.pairing(2));
        parts.claims().claim(parts.claims().due(1, 0).get(0), "resend");
        clock.advance(Duration.ofHours(25));
        assertThat(byResend().delivery().deliverDue()).isEqualTo(Mailbox.NOTHING_DUE);
        assertThat(post.states()).containsExactlyInAnyOrder(OutboxState.SENT, OutboxState.SENT, OutboxState.UNKNOWN);
    }

    @Test
    void anSmtpServerThatBreaksOffAfterTheEmailIsNotAskedAgain() throws Exception {
        try (var server = new ScriptedSmtpServer()) {
            post.enqueue(post.pairing(0));
            server.answering(".", ScriptedSmtpServer.DROP);
            var sending = parts.by(Smtp.transport(server.port()));

            sending.delivery().deliverDue();
            server.behave();
            clock.advance(Duration.ofHours(2));
            sending.delivery().deliverDue();

            assertThat(server.taken()).hasSize(1);
            assertThat(post.states()).containsExactly(OutboxState.UNKNOWN);
        }
    }

    @Test
    void oneBadAddressAmong500HoldsUpNobody() {
        post.of(500);
        post.enqueuePairings(500);
        Long bad = post.person(250);
        var sending = parts.by(
                resend.transport(PATIENCE, clock),
                mail -> Optional.of(
                        bad.equals(mail.participantId())
                                ? Sending.message(mail, ResendServer.REFUSED)
                                : Sending.message(mail)),
                SendingLimits.NONE);

        var sent = 0;
        for (var result = sending.delivery().deliverDue(); result.sent() + result.failed() > 0; ) {
            sent += result.sent();
            result = sending.delivery().deliverDue();
        }

        assertThat(sent).isEqualTo(499);
        assertThat(resend.accepted()).hasSize(499);
        assertThat(post.states()).filteredOn(OutboxState.FAILED::equals).hasSize(1);
        assertThat(post.states()).filteredOn(OutboxState.SENT::equals).hasSize(499);
    }

    @Test
    void tooManyRequestsAreAnsweredByWaitingAsLongAsWasSaid() {
        post.enqueue(post.pairing(0), post.pairing(1));
        resend.next(error(429, "rate_limit_exceeded", "Too many requests", "120"));
        var sending = byResend();

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 0, false));
        clock.advance(Duration.ofSeconds(119));
        assertThat(sending.delivery().deliverDue()).isEqualTo(Mailbox.NOTHING_DUE);
        assertThat(attempts()).containsOnly(0);
        assertThat(sending.pause().current()).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        assertThat(sending.delivery().deliverDue().sent()).isEqualTo(2);
    }

    @Test
    void tooManyRequestsWithoutATimeAreTriedAgainBySchedule() {
        post.enqueue(post.pairing(0));
        resend.next(error(429, "rate_limit_exceeded", "Too many requests"));
        var sending = byResend();

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 1, false));
        clock.advance(Duration.ofSeconds(5));
        assertThat(sending.delivery().deliverDue().sent()).isEqualTo(1);
    }

    @Test
    void aQuotaThatIsUsedUpPausesAllAndCostsNoAttempt() {
        post.enqueue(post.pairing(0), post.pairing(1));
        var sending = byResend();
        for (var i = 0; i < 12; i++) {
            resend.next(error(429, "daily_quota_exceeded", "Quota"));
            assertThat(sending.delivery().deliverDue()).isEqualTo(Mailbox.NOTHING_DUE);
            clock.advance(Duration.ofMinutes(59));
            assertThat(sending.delivery().deliverDue()).isEqualTo(Mailbox.NOTHING_DUE);
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(resend.headers()).hasSize(12);
        assertThat(attempts()).containsOnly(0);
        assertThat(sending.pause().current()).contains(new DefaultMessageSourceResolvable("outbox.paused.QUOTA"));
        assertThat(sending.delivery().deliverDue().sent()).isEqualTo(2);
        assertThat(sending.pause().current()).isEmpty();
    }

    @Test
    void aWrongKeyHoldsEverythingAndTheAdminIsToldUntilItIsMended() {
        post.enqueue(post.pairing(0), post.pairing(1));
        resend.next(error(401, "validation_error", "API key is invalid"));
        var sending = byResend();

        assertThat(sending.delivery().deliverDue()).isEqualTo(Mailbox.NOTHING_DUE);
        assertThat(sending.delivery().deliverDue()).isEqualTo(Mailbox.NOTHING_DUE);

        assertThat(resend.headers()).hasSize(1);
        assertThat(post.states()).containsOnly(OutboxState.PENDING);
        assertThat(sending.pause().current()).contains(new DefaultMessageSourceResolvable("outbox.paused.LOCKED_OUT"));

        clock.advance(Duration.ofMinutes(5));
        assertThat(sending.delivery().deliverDue().sent()).isEqualTo(2);
        assertThat(sending.pause().current()).isEmpty();
    }

    @Test
    void aTenthOfTheDailyLimitIsKeptForSigningIn() {
        post.enqueuePairings(12);
        var sending = parts.by(
                resend.transport(PATIENCE, clock),
                mail -> Optional.of(Sending.message(mail)),
                new SendingLimits(1000.0, 10));

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(9, 0, false));
        post.enqueue(post.signIn(0), post.signIn(1));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(1, 0, false));
        assertThat(resend.accepted()).last().asString().contains("SIGN_IN");

        clock.set(Instant.parse("2026-11-26T00:00:00Z"));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(4, 0, false));
        assertThat(post.states()).filteredOn(OutboxState.CANCELLED::equals).isEmpty();
    }

    @Test
    void emailsAreKeptApartAndOneThatStopsDoesNotWaitForItsTurn() throws Exception {
        post.enqueuePairings(4);
        var sending = parts.by(
                resend.transport(PATIENCE, clock),
                mail -> Optional.of(Sending.message(mail)),
                new SendingLimits(0.001, null));

        var run = CompletableFuture.supplyAsync(sending.delivery()::deliverDue);
        await().until(() -> resend.accepted().size() == 1);
        sending.pace().stop();

        assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(new Result(1, 0, true));
        assertThat(post.states()).filteredOn(OutboxState.CLAIMED::equals).isEmpty();
    }

    @Test
    void laterNewsDoNotOvertakeEarlierOnesToTheSamePersonButALinkToSignInDoes() {
        post.enqueue(post.pairing(0));
        resend.next(error(503, "service_unavailable", "Later"));
        var sending = byResend();
        sending.delivery().deliverDue();
        post.enqueue(
                new MailOrder(MailKind.CHANGED, post.exchange(), post.person(0), "1"), post.signIn(0), post.pairing(1));

        sending.delivery().deliverDue();
        assertThat(subjects()).containsExactly("SIGN_IN", "PAIRING");

        clock.advance(Duration.ofMinutes(1));
        sending.delivery().deliverDue();
        assertThat(subjects()).containsExactly("SIGN_IN", "PAIRING", "PAIRING", "CHANGED");
    }

    @Test
    void twoProcessesSendEachEmailOnce() throws Exception {
        post.of(60);
        post.enqueuePairings(60);
        var sent = Collections.synchronizedList(new ArrayList<String>());
        var transport = new ScriptedTransport(false) {
            @Override
            public Optional<String> send(MailMessage message) {
                sent.add(message.messageKey());
                return Optional.empty();
            }
        };

        var results = AtOnce.get(
                parts.by(transport).delivery()::deliverDue, parts.by(transport).delivery()::deliverDue);

        assertThat(results.get(0).sent() + results.get(1).sent()).isEqualTo(60);
        assertThat(new HashSet<>(sent)).hasSize(60).hasSameSizeAs(sent);
    }

    @Test
    void aProviderThatHangsHoldsUpNoRegistration(@Autowired Stages stages) throws Exception {
        post.enqueue(post.pairing(0));
        resend.next(acceptAndHang());
        var run = CompletableFuture.supplyAsync(byResend().delivery()::deliverDue);
        resend.awaitHanging();

        var open = stages.in(ExchangeState.REGISTRATION_OPEN);

        assertThat(participants.active(open)).hasSize(3);
        assertThat(run).isNotDone();
        resend.close();
        assertThat(run.get(30, TimeUnit.SECONDS).failed()).isPositive();
    }

    @Test
    void whoAnswersThreeTimesUnlikeResendIsToldOfUntilItDoes() {
        post.enqueue(post.pairing(0));
        var sending = byResend();
        for (var i = 0; i < 3; i++) {
            assertThat(sending.trouble().current()).isEmpty();
            resend.next(answering(200, i == 0 ? "" : "<html>Sign in to the network</html>"));
            assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 1, false));
            assertThat(post.column("last_error").get(0)).contains("which is not how Resend answers");
            clock.advance(Duration.ofMinutes(2));
        }

        assertThat(told(sending)).contains("RESEND_BASE_URL");
        assertThat(post.states()).containsExactly(OutboxState.PENDING);
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(1, 0, false));
        assertThat(resend.headers().stream().map(sent -> sent.get("Idempotency-key")))
                .hasSize(4)
                .containsOnly(List.of(post.column("message_key").get(0)));
        assertThat(resend.accepted()).hasSize(1);
        assertThat(sending.trouble().current()).isEmpty();
    }

    @Test
    void whatWasAcceptedAndAnsweredUnlikeResendArrivesOnce() {
        post.enqueue(post.pairing(0));
        var sending = byResend();
        resend.next(acceptAndSay("{}"));
        sending.delivery().deliverDue();
        clock.advance(Duration.ofSeconds(5));
        sending.delivery().deliverDue();

        assertThat(resend.accepted()).hasSize(1);
        assertThat(post.states()).containsExactly(OutboxState.SENT);
    }

    /** Each with a way out of its own. */
    @Test
    void ofTwoProcessesEachTellsOfItsOwnTrouble() throws Exception {
        post.enqueue(post.pairing(0), post.pairing(1));
        var cutOff = parts.by(Smtp.transport(FreePort.find()));
        var well = byResend();

        cutOff.delivery().deliverDue();
        assertThat(told(cutOff)).contains("mail.example.org refused the connection on port 587.");
        assertThat(well.trouble().current()).isEmpty();

        clock.advance(Duration.ofSeconds(5));
        assertThat(well.delivery().deliverDue()).isEqualTo(new Result(2, 0, false));
        assertThat(told(cutOff)).contains("refused the connection");
        assertThat(well.trouble().current()).isEmpty();
    }

    @Test
    void aResendThatIsOutOfReachIsToldOfAtOnce() {
        post.enqueue(post.pairing(0));
        var sending = byResend();
        resend.close();

        sending.delivery().deliverDue();

        assertThat(told(sending)).contains("mail.example.org refused the connection", "a firewall or a proxy");
    }

    @Test
    void anAddressThatIsPutOffOrRefusedIsNoTrouble() throws Exception {
        try (var server = new ScriptedSmtpServer()) {
            post.enqueue(post.pairing(0), post.pairing(1));
            var sending = parts.by(Smtp.transport(server.port()));
            server.answering("RCPT", "450 greylisted");
            sending.delivery().deliverDue();
            assertThat(sending.trouble().current()).isEmpty();

            clock.advance(Duration.ofSeconds(5));
            sending.delivery().deliverDue();
            assertThat(told(sending)).contains("accepts no emails at the moment");

            clock.advance(Duration.ofSeconds(30));
            server.answering("RCPT", "550 no such user");
            sending.delivery().deliverDue();
            assertThat(sending.trouble().current()).isEmpty();
        }
    }

    private String told(Sending sending) {
        return messages.getMessage(sending.trouble().current().orElseThrow(), Locale.ENGLISH);
    }

    @Test
    void whatWasOnlyKeptIsSentAgainOnceEmailsAreSent() {
        post.enqueue(post.pairing(0));
        parts.by(new ScriptedTransport(true) {
                    @Override
                    public String name() {
                        return CapturedMails.TRANSPORT;
                    }
                })
                .delivery()
                .deliverDue();
        var id = queries.page(OutboxFilter.ALL, 0).getContent().get(0).id();

        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> retry(id, true));
        retry(id, false);
        assertThat(byResend().delivery().deliverDue().sent()).isEqualTo(1);

        assertThat(resend.accepted()).hasSize(1);
        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> retry(id, false));
    }

    private void retry(long id, boolean captured) {
        var capture = new MailCapture() {
            @Override
            public boolean active() {
                return captured;
            }

            @Override
            public boolean wanted() {
                return true;
            }
        };
        var retry = new OutboxControl(parts.mails(), new OutboxQueries(parts.mails(), capture), event -> {}, clock);
        transaction.executeWithoutResult(status -> retry.retry(id));
    }

    private List<String> subjects() {
        return resend.accepted().stream()
                .map(mail -> mail.body().replaceAll(".*\"subject\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    private Sending byResend() {
        return parts.by(resend.transport(PATIENCE, clock));
    }

    private List<Integer> attempts() {
        return post.column("attempts").stream().map(Integer::valueOf).toList();
    }
}
