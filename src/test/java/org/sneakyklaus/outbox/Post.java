package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The people of an exchange, and what waits in the outbox for them. */
final class Post {

    private final ExchangeEditing editing;
    private final Membership membership;
    private final ParticipantQueries participants;
    private final Outbox outbox;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    private long exchange;
    private List<Long> people = List.of();

    Post(
            ExchangeEditing editing,
            Membership membership,
            ParticipantQueries participants,
            Outbox outbox,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.editing = editing;
        this.membership = membership;
        this.participants = participants;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Begins an exchange with so many people. */
    void of(int count) {
        exchange = editing.create(new AnExchange().details());
        transaction.executeWithoutResult(status -> IntStream.range(0, count).forEach(this::join));
        people = participants.active(exchange).stream()
                .map(person -> person.id())
                .toList();
    }

    private void join(int person) {
        membership.add(exchange, new ProfileDetails("p" + person, ""), new EmailAddress("p" + person + "@example.org"));
    }

    long exchange() {
        return exchange;
    }

    long person(int number) {
        return people.get(number);
    }

    MailOrder pairing(int person) {
        return new MailOrder(MailKind.PAIRING, exchange, people.get(person), "1");
    }

    MailOrder signIn(int person) {
        return new MailOrder(
                MailKind.SIGN_IN,
                exchange,
                people.get(person),
                "1",
                "",
                TestClock.START.plus(Duration.ofDays(9)),
                new EmailAddress("p" + person + "@example.org"));
    }

    void enqueue(MailOrder... orders) {
        transaction.executeWithoutResult(status -> List.of(orders).forEach(outbox::enqueue));
    }

    /** Queues the pairings of so many people at once. */
    void enqueuePairings(int count) {
        var orders = IntStream.range(0, count).mapToObj(this::pairing).toList();
        transaction.executeWithoutResult(status -> outbox.enqueueAll(orders));
    }

    List<OutboxState> states() {
        return column("state").stream().map(OutboxState::valueOf).toList();
    }

    /** A column of the outbox, in its order. */
    List<String> column(String name) {
        return jdbc.queryForList("SELECT " + name + " FROM outbound_email ORDER BY id", String.class).stream()
                .map(String::valueOf)
                .toList();
    }
}
