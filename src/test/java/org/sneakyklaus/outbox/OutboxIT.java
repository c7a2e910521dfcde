package org.sneakyklaus.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.database.DeletedRemains;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.outbox.OutboxSender.Result;
import org.sneakyklaus.outbox.transport.MailMessage;
import org.sneakyklaus.outbox.transport.MailTransport;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.sneakyklaus.outbox.transport.TransportException;
import org.sneakyklaus.outbox.transport.TransportException.Kind;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mailbox;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class OutboxIT {

    private final Outbox outbox;
    private final EmailClaims claims;
    private final OutboundEmailRepository mails;
    private final OutboxQueries queries;
    private final OutboxControl retries;
    private final UnaskedMails unasked;
    private final ExchangeEditing editing;
    private final Membership membership;
    private final ParticipantQueries participants;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    private final List<MailMessage> sent = new ArrayList<>();
    private final List<RuntimeException> refusals = new ArrayList<>();
    private long exchange;
    private long ann;
    private long bob;

    OutboxIT(
            Outbox outbox,
            EmailClaims claims,
            OutboundEmailRepository mails,
            OutboxQueries queries,
            OutboxControl retries,
            UnaskedMails unasked,
            ExchangeEditing editing,
            Membership membership,
            ParticipantQueries participants,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            TestClock clock) {
        this.outbox = outbox;
        this.claims = claims;
        this.mails = mails;
        this.queries = queries;
        this.retries = retries;
        this.unasked = unasked;
        this.editing = editing;
        this.membership = membership;
        this.participants = participants;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @BeforeEach
    void twoPeople() {
        exchange = editing.create(new AnExchange().details());
        membership.add(exchange, new ProfileDetails("Ann", ""), new EmailAddress("ann@example.org"));
        membership.add(exchange, new ProfileDetails("Bob", ""), new EmailAddress("bob@example.org"));
        ann = participants.active(exchange).get(0).id();
        bob = participants.active(exchange).get(1).id();
    }

    @Test
    void theSameIsQueuedOnce() {
        enqueue(pairing(ann, "1"), pairing(bob, "1"));
        enqueue(pairing(ann, "1"), pairing(ann, "2"));

        assertThat(all()).hasSize(3);
    }

    @Test
    void nothingIsQueuedOutsideATransactionOrByOneThatFails() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> outbox.enqueue(pairing(ann, "1")));
        transaction.executeWithoutResult(status -> {
            outbox.enqueue(pairing(ann, "1"));
            status.setRollbackOnly();
        });

        assertThat(all()).isEmpty();
    }

    @Test
    void manyAreQueuedInARandomOrder() {
        var orders = IntStream.range(0, 40)
                .mapToObj(i -> pairing(ann, String.valueOf(i)))
                .toList();

        transaction.executeWithoutResult(status -> outbox.enqueueAll(orders));

        var keys = jdbc.queryForList("SELECT dedupe_key FROM outbound_email ORDER BY id", String.class);
        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(
                        orders.stream().map(MailOrder::dedupeKey).toList())
                .isNotEqualTo(orders.stream().map(MailOrder::dedupeKey).toList());
    }

    @Test
    void whatIsDueIsSentOnceAndTheMostUrgentFirst() {
        enqueue(pairing(ann, "1"));
        enqueue(pairing(bob, "1"));
        enqueue(MailOrder.unasked(MailKind.SIGN_IN, exchange, bob, "a", "", new EmailAddress("bob@example.org")));

        assertThat(delivery().deliverDue()).isEqualTo(new Result(3, 0, false));
        assertThat(delivery().deliverDue()).isEqualTo(new Result(0, 0, false));

        assertThat(sent).extracting(MailMessage::subject).containsExactly("SIGN_IN", "PAIRING", "PAIRING");
        assertThat(sent.get(1).outboxId()).isLessThan(sent.get(2).outboxId());
        assertThat(all()).allMatch(mail -> mail.state() == OutboxState.SENT && mail.attempts() == 1);
    }

    @Test
    void aMailThatFailsIsTriedAgainLaterAndDoesNotKeepTheOthers() {
        enqueue(pairing(ann, "1"));
        enqueue(pairing(bob, "1"));
        refusals.add(new TransportException(Kind.LATER, "The server is away"));

        assertThat(delivery().deliverDue()).isEqualTo(new Result(1, 1, false));
        assertThat(only(OutboxState.PENDING))
                .satisfies(mail -> assertThat(mail.lastError()).isEqualTo("The server is away"))
                .satisfies(mail -> assertThat(mail.nextAttemptAt())
                        .isBetween(
                                clock.instant().plusMillis(3200),
                                clock.instant().plusMillis(4800)));

        clock.advance(Duration.ofSeconds(5));
        assertThat(delivery().deliverDue()).isEqualTo(new Result(1, 0, false));
        assertThat(sent.get(0).outboxId()).isNotEqualTo(sent.get(1).outboxId());
    }

    @Test
    void aMailIsGivenUpAfterTenAttempts() {
        enqueue(pairing(ann, "1"));
        for (var i = 0; i < 10; i++) {
            refusals.add(new TransportException(Kind.LATER, "The server is away"));
        }

        for (var i = 0; i < 12; i++) {
            delivery().deliverDue();
            clock.advance(Duration.ofHours(30));
        }

        assertThat(refusals).isEmpty();
        assertThat(sent).isEmpty();
        assertThat(only(OutboxState.FAILED).attempts()).isEqualTo(10);
    }

    @Test
    void aMailThatIsRefusedForGoodIsNotTriedAgain() {
        enqueue(pairing(ann, "1"));
        refusals.add(new TransportException(Kind.REFUSED, "x".repeat(2000)));

        delivery().deliverDue();

        assertThat(only(OutboxState.FAILED).lastError()).isEqualTo("x".repeat(1000));
    }

    @Test
    void aMailThatCannotBeWrittenIsGivenUpAfterThreeAttemptsAndItsReasonQuotesNothing() {
        enqueue(pairing(ann, "1"));
        var broken = delivery(
                mail -> {
                    throw new IllegalStateException("ann@example.org");
                },
                transport());

        for (var i = 0; i < 4; i++) {
            broken.deliverDue();
            clock.advance(Duration.ofMinutes(1));
        }

        assertThat(only(OutboxState.FAILED).attempts()).isEqualTo(3);
        assertThat(only(OutboxState.FAILED).lastError())
                .contains("IllegalStateException at ")
                .doesNotContain("ann@");
    }

    @Test
    void whatIsNoLongerTrueOrOfUseIsCancelled() {
        enqueue(pairing(ann, "1"));
        enqueue(MailOrder.unasked(MailKind.SIGN_IN, exchange, bob, "a", "", new EmailAddress("bob@example.org")));
        clock.advance(Duration.ofHours(1));

        var result = delivery(
                        mail -> {
                            assertThat(mail.kind()).isEqualTo(MailKind.PAIRING);
                            return Optional.empty();
                        },
                        transport())
                .deliverDue();

        assertThat(result).isEqualTo(Mailbox.NOTHING_DUE);
        assertThat(all()).hasSize(2).allMatch(mail -> mail.state() == OutboxState.CANCELLED);
    }

    @Test
    void aClaimIsHeldByOneAndFreedWhenItsHolderIsGone() {
        enqueue(pairing(ann, "1"));
        var id = all().get(0).id();

        assertThat(claims.claim(id, "test")).isPresent();
        assertThat(claims.claim(id, "test")).isEmpty();
        assertThat(delivery().deliverDue()).isEqualTo(Mailbox.NOTHING_DUE);

        clock.advance(Duration.ofMinutes(6));
        assertThat(delivery().deliverDue().sent()).isEqualTo(1);
    }

    @Test
    void whatIsDeletedOnItsWayIsLookedForByTheNextPurge(
            @Autowired DeletedRemains remains, @Autowired CapturedMailSweep captured, @Autowired MailTransport folder) {
        enqueue(pairing(ann, "1"));
        var delivery = delivery(
                mail -> {
                    editing.delete(exchange, "Family Christmas");
                    remains.erase();
                    return Optional.of(new MailMessage(
                            mail.id(),
                            mail.queuedAt(),
                            mail.messageKey(),
                            "ann@example.org",
                            "Ann",
                            "Hi",
                            "Hi",
                            "Hi",
                            null));
                },
                folder);

        delivery.deliverDue();

        assertThat(remains.expected()).isTrue();
        assertThat(captured.sweep()).isOne();
    }

    @Test
    void aRunEndsBetweenTwoMailsWhenTheApplicationStops() {
        enqueue(pairing(ann, "1"));
        enqueue(pairing(bob, "1"));
        var stopping = new ArrayList<SendingPace>();
        var sending = parts().by(
                        transport(),
                        mail -> {
                            stopping.get(0).stop();
                            return Optional.of(Sending.message(mail));
                        },
                        SendingLimits.NONE);
        stopping.add(sending.pace());

        assertThat(sending.delivery().deliverDue()).isEqualTo(new Result(1, 0, true));
        assertThat(all())
                .extracting(OutboxView::state)
                .containsExactlyInAnyOrder(OutboxState.SENT, OutboxState.PENDING);

        sending.pace().start();
        assertThat(sending.delivery().deliverDue().sent()).isEqualTo(1);
    }

    @Test
    void theAdminSendsAgainWhatFailedAsANewMessage() {
        enqueue(pairing(ann, "1"));
        refusals.add(new TransportException(Kind.REFUSED, "No such mailbox"));
        delivery().deliverDue();
        var key = messageKey();

        retries.retry(all().get(0).id());

        assertThat(delivery().deliverDue().sent()).isEqualTo(1);
        assertThat(sent.get(0).messageKey()).isEqualTo(messageKey()).isNotEqualTo(key);
    }

    @ParameterizedTest
    @EnumSource(
            value = OutboxState.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FAILED", "UNKNOWN"})
    void nothingElseIsSentAgain(OutboxState state) {
        enqueue(pairing(ann, "1"));
        jdbc.update("UPDATE outbound_email SET state = ?", state.name());
        var id = all().get(0).id();

        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> retries.retry(id));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> retries.retry(id + 1));
    }

    @Test
    void theListIsFilteredByState() {
        enqueue(pairing(ann, "1"));
        enqueue(pairing(bob, "1"));
        refusals.add(new TransportException(Kind.REFUSED, "No such mailbox"));
        delivery().deliverDue();

        assertThat(all()).extracting(OutboxView::participantId).containsExactly(bob, ann);
        assertThat(all()).extracting(OutboxView::exchangeId).containsOnly(exchange);
        assertThat(only(OutboxState.FAILED).participantId()).isEqualTo(ann);
    }

    @Test
    void anEmailToTheAdminIsQueuedOnceAndShownWithNobodysName() {
        enqueue(MailOrder.toAdmin(MailKind.JOB_FAILED, null, "backup:2026-11-25", "backup"));
        enqueue(MailOrder.toAdmin(MailKind.JOB_FAILED, null, "backup:2026-11-25", "backup"));
        enqueue(MailOrder.toAdmin(MailKind.COMPLETED, exchange, "once", ""));

        assertThat(all())
                .extracting(OutboxView::kind, OutboxView::exchangeId, OutboxView::participantId)
                .containsExactly(tuple(MailKind.COMPLETED, exchange, null), tuple(MailKind.JOB_FAILED, null, null));
        assertThat(delivery().deliverDue().sent()).isEqualTo(2);
    }

    @Test
    void aChangeOfAddressThatIsRevokedWhileItsEmailIsComposedIsNotSent() {
        var address = new EmailAddress("new@example.org");
        enqueue(MailOrder.unasked(MailKind.ADDRESS_CHANGE, exchange, ann, "1", address.value(), address));
        var revoking = delivery(
                mail -> {
                    transaction.executeWithoutResult(status -> unasked.cancelWaiting(ann));
                    return Optional.of(Sending.message(mail));
                },
                transport());

        revoking.deliverDue();

        assertThat(sent).isEmpty();
        assertThat(only(OutboxState.CANCELLED).participantId()).isEqualTo(ann);
    }

    private OutboxSender delivery() {
        return parts().by(transport()).delivery();
    }

    private OutboxSender delivery(MailComposer composer, MailTransport transport) {
        return parts().by(transport, composer, SendingLimits.NONE).delivery();
    }

    private Sending.Parts parts() {
        return new Sending.Parts(claims, mails, clock);
    }

    private MailTransport transport() {
        return new MailTransport() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public boolean isRepeatSafe() {
                return true;
            }

            @Override
            public Optional<String> send(MailMessage message) {
                if (!refusals.isEmpty()) {
                    throw refusals.remove(0);
                }
                sent.add(message);
                return Optional.of("id-" + message.outboxId());
            }

            @Override
            public void knock() {
                // Everybody is let in.
            }
        };
    }

    private MailOrder pairing(long participant, String occasion) {
        return new MailOrder(MailKind.PAIRING, exchange, participant, occasion);
    }

    private void enqueue(MailOrder... orders) {
        transaction.executeWithoutResult(status -> List.of(orders).forEach(outbox::enqueue));
    }

    private List<OutboxView> list(OutboxState state) {
        return queries.page(OutboxFilter.in(state), 0).getContent();
    }

    private OutboxView only(OutboxState state) {
        assertThat(list(state)).hasSize(1);
        return list(state).get(0);
    }

    private List<OutboxView> all() {
        return queries.page(OutboxFilter.ALL, 0).getContent();
    }

    private String messageKey() {
        return jdbc.queryForList("SELECT message_key FROM outbound_email", String.class)
                .get(0);
    }
}
