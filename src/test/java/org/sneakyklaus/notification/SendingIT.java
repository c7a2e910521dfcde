package org.sneakyklaus.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.sneakyklaus.notification.transport.ResendServer.acceptAndBreakOff;
import static org.sneakyklaus.notification.transport.ResendServer.acceptAndHang;
import static org.sneakyklaus.notification.transport.ResendServer.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.notification.OutboxDelivery.Result;
import org.sneakyklaus.notification.transport.CapturedMails;
import org.sneakyklaus.notification.transport.MailMessage;
import org.sneakyklaus.notification.transport.MailTransport;
import org.sneakyklaus.notification.transport.ResendServer;
import org.sneakyklaus.notification.transport.ScriptedSmtpServer;
import org.sneakyklaus.notification.transport.SendingLimits;
import org.sneakyklaus.notification.transport.Smtp;
import org.sneakyklaus.notification.transport.TransportException;
import org.sneakyklaus.notification.transport.TransportException.Kind;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.participation.Suppressions;
import org.sneakyklaus.support.AppProperties;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of the e-mails when the other side fails; it does so for real, in the documented ways. */
@IntegrationTest
class SendingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final OutboxQueries queries;
    private final ExchangeEditing editing;
    private final Membership membership;
    private final ParticipantQueries participants;
    private final ExchangeQueries exchanges;
    private final Suppressions suppressions;
    private final Sending.Parts parts;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    private final ResendServer resend = new ResendServer();
    private long exchange;
    private List<Long> people = List.of();

    SendingIT(
            Outbox outbox,
            OutboxClaims claims,
            OutboundEmailRepository mails,
            OutboxQueries queries,
            ExchangeEditing editing,
            Membership membership,
            ParticipantQueries participants,
            ExchangeQueries exchanges,
            Suppressions suppressions,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            TestClock clock) {
        this.outbox = outbox;
        this.queries = queries;
        this.editing = editing;
        this.membership = membership;
        this.participants = participants;
        this.exchanges = exchanges;
        this.suppressions = suppressions;
        this.parts = new Sending.Parts(claims, mails, clock);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @BeforeEach
    void somePeople() {
        exchange = editing.create(new AnExchange().details());
        transaction.executeWithoutResult(status -> IntStream.range(0, 12).forEach(i -> join("p" + i)));
        people = participants.active(exchange).stream()
                .map(person -> person.id())
                .toList();
    }

    @AfterEach
    void stop() {
        resend.close();
    }

    @Test
    void whatTheProviderCallsTheEmailIsKept() {
        enqueue(pairing(0));

        assertThat(byResend().delivery().deliverDue()).isEqualTo(new Result(1, 0, false));

        assertThat(column("provider_id"))
                .containsExactly("id-" + column("message_key").get(0));
        assertThat(column("transport")).containsExactly("resend");
    }

    @Test
    void aProviderThatIsDownAndBackInTheMiddleOfManyPairingsGetsEachOnce() throws Exception {
        var server = new ScriptedSmtpServer();
        enqueueAll(pairings(12));
        var written = new AtomicInteger();
        var sending = parts.by(
                Smtp.transport(server.port()),
                mail -> {
                    if (written.incrementAndGet() == 6) {
                        close(server);
                    }
                    return Optional.of(Sending.message(mail));
                },
                SendingLimits.NONE);

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(5, 7, false));
        clock.advance(Duration.ofMinutes(1));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 7, false));

        try (var back = new ScriptedSmtpServer(server.port())) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(7, 0, false));
            assertThat(server.taken()).hasSize(5);
            assertThat(back.taken()).hasSize(7);
            var arrived = String.join("\n", server.taken()) + String.join("\n", back.taken());
            assertThat(column("message_key"))
                    .allSatisfy(key -> assertThat(arrived).containsOnlyOnce(key));
        }
        assertThat(states()).containsOnly(OutboxState.SENT);
    }

    @Test
    void whatWasAcceptedWithoutAWordIsRepeatedUnderItsKeyAndArrivesOnce() {
        enqueue(pairing(0), pairing(1));
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
        assertThat(states()).containsOnly(OutboxState.PENDING);
        clock.advance(Duration.ofMinutes(1));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(2, 0, false));

        assertThat(texts).hasSize(4);
        assertThat(resend.accepted()).hasSize(2);
        assertThat(column("message_key"))
                .containsExactlyInAnyOrderElementsOf(resend.accepted().stream()
                        .map(ResendServer.Accepted::key)
                        .toList());
    }

    @Test
    void whatMayHaveBeenAcceptedIsNotRepeatedAfter23Hours() {
        enqueue(pairing(0));
        var tries = new ArrayList<Instant>();
        var sending = parts.by(new Scripted(true) {
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
        assertThat(states()).containsExactly(OutboxState.UNKNOWN);
    }

    @Test
    void whatWasOnItsWayWhenTheProcessDiedIsRepeatedWithinADayOnly() {
        enqueue(pairing(0), pairing(1));
        parts.claims().claim(parts.claims().due(1, 0).get(0), "resend");
        clock.advance(Duration.ofHours(1));
        assertThat(byResend().delivery().deliverDue().sent()).isEqualTo(2);

        enqueue(pairing(2));
        parts.claims().claim(parts.claims().due(1, 0).get(0), "resend");
        clock.advance(Duration.ofHours(25));
        assertThat(byResend().delivery().deliverDue().isIdle()).isTrue();
        assertThat(states()).containsExactlyInAnyOrder(OutboxState.SENT, OutboxState.SENT, OutboxState.UNKNOWN);
    }

    @Test
    void anSmtpServerThatBreaksOffAfterTheEmailIsNotAskedAgain() throws Exception {
        try (var server = new ScriptedSmtpServer()) {
            enqueue(pairing(0));
            server.answering(".", ScriptedSmtpServer.DROP);
            var sending = parts.by(Smtp.transport(server.port()));

            sending.delivery().deliverDue();
            server.behave();
            clock.advance(Duration.ofHours(2));
            sending.delivery().deliverDue();

            assertThat(server.taken()).hasSize(1);
            assertThat(states()).containsExactly(OutboxState.UNKNOWN);
        }
    }

    @Test
    void oneBadAddressAmong500HoldsUpNobody() {
        transaction.executeWithoutResult(status -> IntStream.range(12, 500).forEach(i -> join("p" + i)));
        people = participants.active(exchange).stream()
                .map(person -> person.id())
                .toList();
        enqueueAll(pairings(500));
        var bad = people.get(250);
        var sending = parts.by(
                resend.transport(PATIENCE, clock),
                mail -> Optional.of(
                        bad.equals(mail.participantId())
                                ? Sending.message(mail, ResendServer.REFUSED)
                                : Sending.message(mail)),
                SendingLimits.NONE);

        var sent = 0;
        for (var result = sending.delivery().deliverDue(); !result.isIdle(); ) {
            sent += result.sent();
            result = sending.delivery().deliverDue();
        }

        assertThat(sent).isEqualTo(499);
        assertThat(resend.accepted()).hasSize(499);
        assertThat(states()).filteredOn(OutboxState.FAILED::equals).hasSize(1);
        assertThat(states()).filteredOn(OutboxState.SENT::equals).hasSize(499);
    }

    @Test
    void tooManyRequestsAreAnsweredByWaitingAsLongAsWasSaid() {
        enqueue(pairing(0), pairing(1));
        resend.next(error(429, "rate_limit_exceeded", "Too many requests", "120"));
        var sending = byResend();

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 0, false));
        clock.advance(Duration.ofSeconds(119));
        assertThat(sending.delivery().deliverDue().isIdle()).isTrue();
        assertThat(attempts()).containsOnly(0);
        assertThat(sending.pause().current()).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        assertThat(sending.delivery().deliverDue().sent()).isEqualTo(2);
    }

    @Test
    void tooManyRequestsWithoutATimeAreTriedAgainBySchedule() {
        enqueue(pairing(0));
        resend.next(error(429, "rate_limit_exceeded", "Too many requests"));
        var sending = byResend();

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(0, 1, false));
        clock.advance(Duration.ofSeconds(5));
        assertThat(sending.delivery().deliverDue().sent()).isEqualTo(1);
    }

    @Test
    void aQuotaThatIsUsedUpPausesAllAndCostsNoAttempt() {
        enqueue(pairing(0), pairing(1));
        var sending = byResend();
        for (var i = 0; i < 12; i++) {
            resend.next(error(429, "daily_quota_exceeded", "Quota"));
            assertThat(sending.delivery().deliverDue().isIdle()).isTrue();
            clock.advance(Duration.ofMinutes(59));
            assertThat(sending.delivery().deliverDue().isIdle()).isTrue();
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
        enqueue(pairing(0), pairing(1));
        resend.next(error(401, "validation_error", "API key is invalid"));
        var sending = byResend();

        assertThat(sending.delivery().deliverDue().isIdle()).isTrue();
        assertThat(sending.delivery().deliverDue().isIdle()).isTrue();

        assertThat(resend.headers()).hasSize(1);
        assertThat(states()).containsOnly(OutboxState.PENDING);
        assertThat(sending.pause().current()).contains(new DefaultMessageSourceResolvable("outbox.paused.LOCKED_OUT"));

        clock.advance(Duration.ofMinutes(5));
        assertThat(sending.delivery().deliverDue().sent()).isEqualTo(2);
        assertThat(sending.pause().current()).isEmpty();
    }

    @Test
    void aTenthOfTheDailyLimitIsKeptForSigningIn() {
        enqueueAll(pairings(12));
        var sending = parts.by(
                resend.transport(PATIENCE, clock),
                mail -> Optional.of(Sending.message(mail)),
                new SendingLimits(1000.0, 10));

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(9, 0, false));
        enqueue(signIn(0), signIn(1));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(1, 0, false));
        assertThat(resend.accepted()).last().asString().contains("SIGN_IN");

        clock.set(Instant.parse("2026-11-26T00:00:00Z"));
        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(4, 0, false));
        assertThat(states()).filteredOn(OutboxState.CANCELLED::equals).isEmpty();
    }

    @Test
    void emailsAreKeptApartAndOneThatStopsDoesNotWaitForItsTurn() throws Exception {
        enqueueAll(pairings(4));
        var sending = parts.by(
                resend.transport(PATIENCE, clock),
                mail -> Optional.of(Sending.message(mail)),
                new SendingLimits(0.001, null));

        var run = CompletableFuture.supplyAsync(sending.delivery()::deliverDue);
        await().until(() -> resend.accepted().size() == 1);
        sending.pace().stop();

        assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(new Result(1, 0, true));
        assertThat(states()).filteredOn(OutboxState.CLAIMED::equals).isEmpty();
    }

    @Test
    void laterNewsDoNotOvertakeEarlierOnesToTheSamePersonButALinkToSignInDoes() {
        enqueue(pairing(0));
        resend.next(error(503, "service_unavailable", "Later"));
        var sending = byResend();
        sending.delivery().deliverDue();
        enqueue(new MailOrder(MailKind.CHANGED, exchange, people.get(0), "1"), signIn(0), pairing(1));

        sending.delivery().deliverDue();
        assertThat(subjects()).containsExactly("SIGN_IN", "PAIRING");

        clock.advance(Duration.ofMinutes(1));
        sending.delivery().deliverDue();
        assertThat(subjects()).containsExactly("SIGN_IN", "PAIRING", "PAIRING", "CHANGED");
    }

    @Test
    void twoProcessesSendEachEmailOnce() throws Exception {
        transaction.executeWithoutResult(status -> IntStream.range(12, 60).forEach(i -> join("p" + i)));
        people = participants.active(exchange).stream()
                .map(person -> person.id())
                .toList();
        enqueueAll(pairings(60));
        var sent = Collections.synchronizedList(new ArrayList<String>());
        var transport = new Scripted(false) {
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
        enqueue(pairing(0));
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
    void whatTheDatabaseCouldNotTakeDownIsNotSentAgain() {
        enqueue(pairing(0), pairing(1));
        var handedOver = new ArrayList<String>();
        var sending = parts.by(new Scripted(false) {
            @Override
            public Optional<String> send(MailMessage message) {
                handedOver.add(message.messageKey());
                if (handedOver.size() == 1) {
                    jdbc.execute("ALTER TABLE outbound_email RENAME TO out_of_reach");
                }
                return Optional.empty();
            }
        });

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> sending.delivery().deliverDue());
        jdbc.execute("ALTER TABLE out_of_reach RENAME TO outbound_email");
        assertThat(states()).containsExactlyInAnyOrder(OutboxState.CLAIMED, OutboxState.PENDING);

        clock.advance(Duration.ofMinutes(10));
        sending.delivery().deliverDue();
        assertThat(handedOver).hasSize(2).doesNotHaveDuplicates();
        assertThat(states()).containsOnly(OutboxState.SENT);
    }

    @Test
    void whatCannotBeKeptSinceTheFolderIsOutOfReachIsKeptLater(
            @Autowired MailTransport capture, @Autowired AppProperties app) throws Exception {
        enqueue(pairing(0));
        var folder = app.data().resolve("mail");
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
    void whatWasOnlyKeptIsSentAgainOnceEmailsAreSent() {
        enqueue(pairing(0));
        parts.by(new Scripted(true) {
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

    /** Takes every e-mail. */
    private static class Scripted implements MailTransport {

        private final boolean repeatSafe;

        Scripted(boolean repeatSafe) {
            this.repeatSafe = repeatSafe;
        }

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public boolean isRepeatSafe() {
            return repeatSafe;
        }

        @Override
        public Optional<String> send(MailMessage message) {
            return Optional.empty();
        }
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
        var retry = new OutboxRetry(
                parts.mails(),
                new OutboxQueries(parts.mails(), exchanges, participants, capture),
                participants,
                suppressions,
                event -> {},
                clock);
        transaction.executeWithoutResult(status -> retry.retry(id));
    }

    private static void close(ScriptedSmtpServer server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> subjects() {
        return resend.accepted().stream()
                .map(mail -> mail.body().replaceAll(".*\"subject\":\"(\\w+)\".*", "$1"))
                .toList();
    }

    private Sending byResend() {
        return parts.by(resend.transport(PATIENCE, clock));
    }

    private void join(String name) {
        membership.add(exchange, new ProfileDetails(name, ""), new EmailAddress(name + "@example.org"));
    }

    private MailOrder pairing(int person) {
        return new MailOrder(MailKind.PAIRING, exchange, people.get(person), "1");
    }

    private MailOrder signIn(int person) {
        return new MailOrder(
                MailKind.SIGN_IN, exchange, people.get(person), "1", "", TestClock.START.plus(Duration.ofDays(9)));
    }

    private List<MailOrder> pairings(int count) {
        return IntStream.range(0, count).mapToObj(this::pairing).toList();
    }

    private void enqueue(MailOrder... orders) {
        transaction.executeWithoutResult(status -> List.of(orders).forEach(outbox::enqueue));
    }

    private void enqueueAll(List<MailOrder> orders) {
        transaction.executeWithoutResult(status -> outbox.enqueueAll(orders));
    }

    private List<OutboxState> states() {
        return column("state").stream().map(OutboxState::valueOf).toList();
    }

    private List<Integer> attempts() {
        return column("attempts").stream().map(Integer::valueOf).toList();
    }

    private List<String> column(String name) {
        return jdbc.queryForList("SELECT " + name + " FROM outbound_email ORDER BY id", String.class).stream()
                .map(String::valueOf)
                .toList();
    }
}
