package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.ProfileDetails;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ten people are drawn again and again, and after each time one leaves and another joins. Neither the order in which the
 * rows of a pairing are written, nor that of the e-mails about it, has more to do with the pairing than by chance.
 */
@Tag("once")
@IntegrationTest
class OrderTellsNothingIT {

    private static final int PEOPLE = 10;
    private static final int DRAWS = 100;
    private final Draw draw;
    private final DrawAdjuster adjuster;
    private final AssignmentQueries assignments;
    private final ParticipantQueries participants;
    private final JdbcTemplate jdbc;
    private final TestClock clock;

    private long exchange;

    OrderTellsNothingIT(
            Draw draw,
            DrawAdjuster adjuster,
            AssignmentQueries assignments,
            ParticipantQueries participants,
            JdbcTemplate jdbc,
            TestClock clock) {
        this.draw = draw;
        this.adjuster = adjuster;
        this.assignments = assignments;
        this.participants = participants;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @BeforeEach
    void gather(@Autowired Stages stages, @Autowired Membership membership) {
        exchange = stages.in(ExchangeState.REGISTRATION_CLOSED, new AnExchange().rememberingPairs());
        IntStream.range(3, PEOPLE)
                .forEach(number -> membership.add(
                        exchange,
                        new ProfileDetails("Guest " + number, ""),
                        new EmailAddress("guest" + number + "@example.org")));
        draw.draw(exchange, List.of(), null);
    }

    @Test
    void neitherRowsNorMailsFollowThePairing() {
        var rows = new Order("rows");
        var mails = new Order("mails");
        for (var i = 0; i < DRAWS; i++) {
            jdbc.update("DELETE FROM outbound_email");
            draw.drawAgain(exchange, null);
            addAll(rows, rowOrder(), pairing());
            addAll(mails, mailOrder(), pairing());
        }

        rows.assertThatItTellsNothing();
        mails.assertThatItTellsNothing();
    }

    @Test
    void afterAMendNeitherRowsNorMailsFollowThePairingNorTellWhomItConcerns() {
        var rows = new Order("rows");
        var mails = new Order("mails");
        var placesOfChanged = new HashMap<String, List<Integer>>();
        for (var i = 0; i < DRAWS; i++) {
            jdbc.update("DELETE FROM outbound_email");
            var before = pairing();
            var leaves = rowOrder().get(0);
            adjuster.adjust(
                    exchange,
                    new Changes(
                            Set.of(leaves), Newcomer.listed("Late <late" + i + "@example.org>"), Set.of(), Map.of()),
                    null);
            var after = pairing();
            addAll(rows, rowOrder(), after);
            // Who joined is welcomed by an email of their own.
            var staying = new TreeMap<>(after);
            staying.keySet().retainAll(before.keySet());
            addAll(mails, mailOrder(), staying);
            for (var giver : after.keySet()) {
                if (before.containsKey(giver) && !Objects.equals(before.get(giver), after.get(giver))) {
                    place(placesOfChanged, "rows", rowOrder().indexOf(giver));
                    place(placesOfChanged, "mails", mailOrder().indexOf(giver));
                }
            }
        }

        rows.assertThatItTellsNothing();
        mails.assertThatItTellsNothing();
        assertThat(placesOfChanged).hasSize(2).allSatisfy((name, places) -> {
            var all = name.equals("mails") ? PEOPLE - 1 : PEOPLE;
            var middle = (all - 1) / 2.0;
            var deviation = Math.sqrt((all * all - 1) / 12.0 / places.size());
            assertThat(places).hasSizeGreaterThanOrEqualTo(DRAWS);
            assertThat(places.stream().mapToInt(place -> place).average().orElseThrow())
                    .as(name)
                    .isBetween(middle - 5.4 * deviation, middle + 5.4 * deviation);
        });
    }

    @Test
    void whatIsWrittenTogetherHasOneTime(@Autowired ExchangeLifecycle lifecycle) {
        jdbc.update("DELETE FROM outbound_email");
        clock.moveOnAtEveryLook(Duration.ofMillis(7));

        draw.drawAgain(exchange, null);

        assertThat(times("created_at FROM assignment")).hasSize(1);
        assertThat(times("created_at FROM outbound_email WHERE kind = 'DRAWN_AGAIN'"))
                .hasSize(1);
        assertThat(times("next_attempt_at FROM outbound_email WHERE kind = 'DRAWN_AGAIN'"))
                .hasSize(1);

        jdbc.update("DELETE FROM outbound_email");
        adjuster.adjust(exchange, new Changes(Set.of(rowOrder().get(0)), List.of(), Set.of(), Map.of()), null);

        assertThat(times("created_at FROM assignment")).hasSize(1);
        assertThat(times("created_at FROM outbound_email WHERE kind = 'DRAW_ADJUSTED'"))
                .hasSize(1);

        clock.advance(Duration.ofDays(60));
        lifecycle.completeDue(List.of(exchange));

        assertThat(times("created_at FROM past_pair")).hasSize(1);
    }

    private static void addAll(Order order, List<Long> places, Map<Long, Long> pairing) {
        assertThat(places).containsExactlyInAnyOrderElementsOf(pairing.keySet());
        order.add(places, pairing);
    }

    private static void place(Map<String, List<Integer>> places, String name, int place) {
        places.computeIfAbsent(name, unread -> new ArrayList<>()).add(place);
    }

    private Map<Long, Long> pairing() {
        var pairing = new TreeMap<Long, Long>();
        participants.active(exchange).stream()
                .map(ParticipantView::id)
                .forEach(giver -> pairing.put(
                        giver, assignments.receiverOf(exchange, giver).orElseThrow()));
        return pairing;
    }

    private List<Long> rowOrder() {
        return numbers("SELECT giver_id FROM assignment ORDER BY id");
    }

    private List<Long> mailOrder() {
        return numbers("SELECT participant_id FROM outbound_email WHERE kind IN ('DRAWN_AGAIN', 'DRAW_ADJUSTED')"
                + " ORDER BY id");
    }

    private List<Long> times(String columnAndTable) {
        return numbers("SELECT DISTINCT " + columnAndTable);
    }

    private List<Long> numbers(String sql) {
        return jdbc.query(sql, (row, number) -> row.getLong(1));
    }
}
