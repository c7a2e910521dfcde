package org.sneakyklaus.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.draw.RevealReminders;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.outbox.MailKind;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** In which order ten people are written to. */
@Tag("once")
@IntegrationTest
class DrawMailsIT {

    private static final int PEOPLE = 10;

    private final Draw draw;
    private final AssignmentQueries assignments;
    private final JdbcTemplate jdbc;

    private long exchange;

    DrawMailsIT(Draw draw, AssignmentQueries assignments, JdbcTemplate jdbc) {
        this.draw = draw;
        this.assignments = assignments;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void gather(@Autowired Stages stages, @Autowired Membership membership) {
        exchange = stages.in(ExchangeState.REGISTRATION_CLOSED);
        IntStream.range(3, PEOPLE)
                .forEach(number -> membership.add(
                        exchange,
                        new ProfileDetails("Guest " + number, ""),
                        new EmailAddress("guest" + number + "@example.org")));
        draw.draw(exchange, List.of(), null);
    }

    @Test
    void noMailAboutADrawFollowsTheOrderOfTheOthers(
            @Autowired RevealReminders lookRequests, @Autowired Reminders reminders, @Autowired TestClock clock) {
        lookRequests.ask(exchange, null);
        reminders.remind(exchange, clock.instant());
        draw.drawAgain(exchange, null);
        draw.cancel(exchange, null);

        var orders = Stream.of(
                        MailKind.PAIRING,
                        MailKind.HAVE_YOU_LOOKED,
                        MailKind.REMINDER,
                        MailKind.DRAWN_AGAIN,
                        MailKind.DRAW_CANCELLED)
                .map(this::order)
                .toList();

        // By chance two of ten people's orders are the same once in 3.6 million.
        assertThat(orders)
                .doesNotHaveDuplicates()
                .allSatisfy(order -> assertThat(order)
                        .hasSize(PEOPLE)
                        .isNotEqualTo(order.stream().sorted().toList()));
    }

    @Test
    void whoIsWrittenToAfterAGiverIsNotTheirRecipientMoreOftenThanByChance() {
        var draws = 100;
        var recipientNext = 0;
        for (var i = 0; i < draws; i++) {
            jdbc.update("DELETE FROM outbound_email");
            draw.drawAgain(exchange, null);
            recipientNext += recipientsNext(order(MailKind.DRAWN_AGAIN));
        }

        // One a draw on average; so far off once in some ten million runs.
        assertThat(recipientNext).isBetween(draws / 2, draws * 3 / 2);
    }

    private int recipientsNext(List<Long> order) {
        return (int) IntStream.range(1, order.size())
                .filter(i -> assignments
                        .receiverOf(exchange, order.get(i - 1))
                        .orElseThrow()
                        .equals(order.get(i)))
                .count();
    }

    private List<Long> order(MailKind kind) {
        return jdbc.query(
                "SELECT participant_id FROM outbound_email WHERE kind = ? ORDER BY id",
                (row, number) -> row.getLong(1),
                kind.name());
    }
}
