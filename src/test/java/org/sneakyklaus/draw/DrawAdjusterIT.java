package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Stages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class DrawAdjusterIT {

    private static final String[] EIGHT = {"Ann", "Ben", "Cy", "Dan", "Eve", "Fay", "Gil", "Hal"};
    private static final int STEPS = 5;

    private final DrawAdjuster adjuster;
    private final Draw draw;
    private final AssignmentQueries assignments;
    private final Reveals reveals;
    private final Stages stages;
    private final Roster roster;
    private final World world;

    /** Everything around the draw. */
    private record World(
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            ExchangeHistory history,
            Exclusions exclusions,
            JdbcTemplate jdbc) {}

    @Autowired
    DrawAdjusterIT(
            DrawAdjuster adjuster,
            Draw draw,
            AssignmentQueries assignments,
            Reveals reveals,
            Stages stages,
            Roster roster,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            ExchangeHistory history,
            Exclusions exclusions,
            JdbcTemplate jdbc) {
        this.adjuster = adjuster;
        this.draw = draw;
        this.assignments = assignments;
        this.reveals = reveals;
        this.stages = stages;
        this.roster = roster;
        this.world = new World(lifecycle, exchanges, history, exclusions, jdbc);
    }

    @Test
    void whenSomebodyLeavesTheirGiverAloneGivesToSomebodyElse() {
        var exchange = stages.in(MATCHED, EIGHT);
        var before = roster.pairing(exchange);
        var dan = roster.id(exchange, "Dan");
        var giver = giverTo(before, dan);

        adjuster.adjust(exchange, leaves(dan), null);

        var after = roster.pairing(exchange);
        assertThat(after).hasSize(7).doesNotContainKey(dan).doesNotContainValue(dan);
        assertThat(changed(before, after)).containsExactly(giver);
        assertThat(after.get(giver)).as("the one whom Dan gave to").isEqualTo(before.get(dan));
    }

    @Test
    void severalLeaveAndJoinInOneStep() {
        var exchange = stages.in(MATCHED, EIGHT);
        var before = roster.pairing(exchange);
        var leaving = Set.of(roster.id(exchange, "Ann"), roster.id(exchange, "Ben"));

        adjuster.adjust(
                exchange,
                new Changes(
                        leaving, Newcomer.listed("Ida <ida@example.org>\n\nJoe <joe@example.org>"), Set.of(), Map.of()),
                null);

        var after = roster.pairing(exchange);
        var people = roster.ids(exchange);
        assertThat(people)
                .hasSize(8)
                .contains(roster.id(exchange, "Ida"), roster.id(exchange, "Joe"))
                .doesNotContainAnyElementsOf(leaving);
        assertThat(after.keySet()).containsExactlyInAnyOrderElementsOf(people);
        assertThat(after.values()).containsExactlyInAnyOrderElementsOf(people);
        assertThat(after).allSatisfy((giver, receiver) -> assertThat(giver).isNotEqualTo(receiver));
        assertThat(changed(before, after).size())
                .as("those who gave to Ann and Ben, then one for each who joins")
                .isLessThanOrEqualTo(4);
    }

    @Test
    void thoseWhoJoinInOneStepAreNotGivenToEachOther() {
        var circles = 0;
        for (var i = 0; i < STEPS; i++) {
            var exchange = stages.in(MATCHED, EIGHT);
            var before = roster.pairing(exchange);

            adjuster.adjust(exchange, joins("Ida <ida@example.org>\nJoe <joe@example.org>"), null);

            var after = roster.pairing(exchange);
            assertThat(changed(before, after)).hasSizeBetween(1, 2);
            Long ida = roster.id(exchange, "Ida");
            circles += ida.equals(after.get(after.get(ida))) ? 1 : 0;
        }
        assertThat(circles).as("a circle of the two changed nobody else").isZero();
    }

    @Test
    void itIsToldApartWhoStillGivesToTheSamePerson() {
        var exchange = stages.in(MATCHED, EIGHT);
        var before = roster.pairing(exchange);
        roster.ids(exchange).forEach(giver -> reveals.reveal(exchange, giver));
        assertThat(adjustments(exchange).values()).containsOnly(Adjustment.NONE);

        adjuster.adjust(exchange, joins("Ida <ida@example.org>"), null);

        var changed = changed(before, roster.pairing(exchange));
        assertThat(assignments.revealedCount(exchange))
                .as("the count starts anew")
                .isZero();
        var expected = new HashMap<Long, Adjustment>();
        roster.ids(exchange)
                .forEach(giver -> expected.put(
                        giver,
                        !before.containsKey(giver)
                                ? Adjustment.NONE
                                : changed.contains(giver) ? Adjustment.NEW : Adjustment.SAME));
        assertThat(adjustments(exchange)).isEqualTo(expected);

        var one = changed.get(0);
        reveals.reveal(exchange, one);
        assertThat(assignments
                        .lookOf(exchange, one, world.history().of(exchange))
                        .adjustment())
                .isEqualTo(Adjustment.NONE);
        assertThat(assignments.revealedCount(exchange)).isEqualTo(1);

        // Cy leaves: who gave to Cy gets somebody new, everybody else has not changed since their own last look.
        var between = roster.pairing(exchange);
        adjuster.adjust(exchange, leaves(roster.id(exchange, "Cy")), null);
        var changedNow = changed(between, roster.pairing(exchange));
        var now = adjustments(exchange);
        assertThat(now.remove(roster.id(exchange, "Ida")))
                .as("has never looked, and joined late")
                .isEqualTo(Adjustment.NONE);
        assertThat(now).allSatisfy((giver, adjustment) -> {
            var isNew = changedNow.contains(giver) || (changed.contains(giver) && !giver.equals(one));
            assertThat(adjustment).isEqualTo(isNew ? Adjustment.NEW : Adjustment.SAME);
        });
    }

    @Test
    void aNewDrawIsNoAdjustment() {
        var exchange = stages.in(MATCHED, EIGHT);
        adjuster.adjust(exchange, leaves(roster.id(exchange, "Ann")), null);

        draw.drawAgain(exchange, null);

        assertThat(adjustments(exchange).values()).containsOnly(Adjustment.NONE);
    }

    @Test
    void theRulesOfTheLateOnesAreKept() {
        for (int i = 0; i < 10; i++) {
            var exchange = stages.in(MATCHED, "Ann", "Ben", "Cy", "Dan");
            var ann = roster.id(exchange, "Ann");
            var ben = roster.id(exchange, "Ben");

            adjuster.adjust(
                    exchange,
                    new Changes(Set.of(), Newcomer.listed("Ida <ida@example.org>"), Set.of(ann, ben), Map.of()),
                    null);

            var after = roster.pairing(exchange);
            long ida = roster.id(exchange, "Ida");
            assertThat(after.get(ida)).isNotIn(ann, ben);
            assertThat(after.get(ann)).isNotEqualTo(ida);
            assertThat(after.get(ben)).isNotEqualTo(ida);
            assertThat(world.exclusions().of(exchange)).hasSize(2);
        }
    }

    @Test
    void whoHadLeftComesBackWithTheirRules() {
        var exchange = stages.in(REGISTRATION_OPEN, "Ann", "Ben", "Cy", "Dan", "Eve");
        var ann = roster.id(exchange, "Ann");
        var ben = roster.id(exchange, "Ben");
        world.exclusions().add(exchange, ann, ben, true);
        world.lifecycle().close(exchange, null);
        draw.draw(exchange, List.of(ann), null);

        adjuster.adjust(exchange, joins("Anna <ann@example.org>"), null);

        assertThat(roster.id(exchange, "Anna")).isEqualTo(ann);
        assertThat(roster.pairing(exchange).get(ann)).isNotEqualTo(ben);
        assertThat(roster.pairing(exchange).get(ben)).isNotEqualTo(ann);
    }

    @Test
    void thePreviewLeavesEverythingAsItIs() {
        var exchange = stages.in(MATCHED, EIGHT);
        var before = everything();

        var verdict = adjuster.preview(
                exchange,
                new Changes(
                        Set.of(roster.id(exchange, "Ann")),
                        Newcomer.listed("Ida <ida@example.org>"),
                        Set.of(roster.id(exchange, "Ben")),
                        Map.of()));

        assertThat(verdict.possible()).isTrue();
        assertThat(verdict.people()).isEqualTo(8);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatTheRulesForbidIsToldAndChangesNothing() {
        var exchange = stages.in(MATCHED, "Ann", "Ben", "Cy");
        var before = everything();
        var changes = new Changes(
                Set.of(), Newcomer.listed("Ida <ida@example.org>"), Set.copyOf(roster.ids(exchange)), Map.of());

        var obstacle =
                Objects.requireNonNull(adjuster.preview(exchange, changes).obstacle());

        assertThat(obstacle.givers()).containsExactly("Ida");
        assertThat(obstacle.receivers()).isEmpty();
        assertThatThrownBy(() -> adjuster.adjust(exchange, changes, null))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("mend.impossible");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void threeMustBeLeft() {
        var exchange = stages.in(MATCHED, "Ann", "Ben", "Cy");
        var before = everything();
        var changes = leaves(roster.id(exchange, "Cy"));

        assertThat(adjuster.preview(exchange, changes).tooFew()).isTrue();
        assertThatThrownBy(() -> adjuster.adjust(exchange, changes, null))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("mend.tooFew");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whoCannotJoinIsNamedAtTheField() {
        var exchange = stages.in(MATCHED, new AnExchange().forAtMost(4), "Ann", "Ben", "Cy");

        assertThatThrownBy(() -> adjuster.adjust(exchange, joins("Bea <ben@example.org>"), null))
                .isInstanceOfSatisfying(RuleViolation.class, violation -> {
                    assertThat(violation.field()).isEqualTo("people");
                    assertThat(violation.message().getArguments()).contains("ben@example.org");
                });
        assertThatThrownBy(() -> adjuster.preview(exchange, joins("Ida <ida@example.org>\nJoe <joe@example.org>")))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation ->
                                assertThat(violation.message().getArguments()).contains("joe@example.org"));
        assertThatThrownBy(() -> adjuster.adjust(exchange, new Changes(Set.of(), List.of(), Set.of(), Map.of()), null))
                .hasMessage("mend.nothing");
        adjuster.adjust(
                exchange,
                new Changes(
                        Set.of(roster.id(exchange, "Ann")),
                        Newcomer.listed("Ida <ida@example.org>\nJoe <joe@example.org>"),
                        Set.of(),
                        Map.of()),
                null);
        assertThat(roster.ids(exchange)).hasSize(4);
    }

    @Test
    void onlyADrawnExchangeIsMendedAndNoPageThatIsOutOfDate() {
        var closed = stages.in(REGISTRATION_CLOSED, EIGHT);
        assertThatThrownBy(() -> adjuster.preview(closed, joins("Ida <ida@example.org>")))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> adjuster.adjust(closed, joins("Ida <ida@example.org>"), null))
                .isInstanceOf(ConflictException.class);

        var exchange = stages.in(MATCHED, EIGHT);
        var shown = world.exchanges().byId(exchange).version();
        adjuster.adjust(exchange, joins("Ida <ida@example.org>"), shown);
        assertThatThrownBy(() -> adjuster.adjust(exchange, joins("Joe <joe@example.org>"), shown))
                .isInstanceOf(ConflictException.class);
        assertThat(roster.ids(exchange)).hasSize(9);
    }

    @Test
    void everybodyGetsTheSameEmailAndItIsWrittenDown() {
        var exchange = stages.in(MATCHED, EIGHT);
        long dan = roster.id(exchange, "Dan");

        adjuster.adjust(
                exchange, new Changes(Set.of(dan), Newcomer.listed("Ida <ida@example.org>"), Set.of(), Map.of()), null);

        long ida = roster.id(exchange, "Ida");
        assertThat(recipients(exchange, "DRAW_ADJUSTED"))
                .containsExactlyInAnyOrderElementsOf(
                        roster.ids(exchange).stream().filter(id -> id != ida).toList());
        assertThat(recipients(exchange, "REMOVED")).containsExactly(dan);
        assertThat(recipients(exchange, "REGISTRATION_CONFIRMATION")).contains(ida);
        assertThat(world.jdbc()
                        .queryForList("SELECT kind FROM outbound_email WHERE participant_id = ?", String.class, ida))
                .containsExactly("REGISTRATION_CONFIRMATION");
        assertThat(world.history()
                        .of(exchange)
                        .happenings(world.exchanges().byId(exchange).zone())
                        .get(0)
                        .kind())
                .isEqualTo(ExchangeHistory.Kind.ADJUSTED);
    }

    @Test
    void whoJoinedLaterIsNeverToldOfANewPersonBeforeTheyHaveLooked() {
        var exchange = stages.in(MATCHED, EIGHT);
        adjuster.adjust(exchange, joins("Ida <ida@example.org>"), null);
        long ida = roster.id(exchange, "Ida");

        assertThat(adjustments(exchange)).containsEntry(ida, Adjustment.NONE);
        for (int i = 0; i < 6; i++) {
            adjuster.adjust(exchange, joins("X" + i + " <x" + i + "@example.org>"), null);
            assertThat(adjustments(exchange)).containsEntry(ida, Adjustment.NONE);
        }

        reveals.reveal(exchange, ida);
        adjuster.adjust(exchange, leaves(reveals.reveal(exchange, ida)), null);
        assertThat(adjustments(exchange)).containsEntry(ida, Adjustment.NEW);
    }

    @Test
    void theRowsTellNothing() {
        var exchange = stages.in(MATCHED, EIGHT);
        roster.ids(exchange).subList(0, 3).forEach(giver -> reveals.reveal(exchange, giver));

        adjuster.adjust(exchange, joins("Ida <ida@example.org>"), null);

        var rows = world.jdbc().queryForList("SELECT * FROM assignment WHERE exchange_id = ?", exchange);
        assertThat(rows).hasSize(9);
        assertThat(rows.stream().map(row -> row.get("created_at")).distinct()).hasSize(1);
        assertThat(rows.stream().map(row -> row.get("draw_number"))).containsOnly(2);
        assertThat(rows.stream()
                        .map(row -> String.valueOf(row.get("receiver")).length())
                        .distinct())
                .hasSize(1);
        assertThat(rows.stream()
                        .map(row -> row.get("revealed_draw"))
                        .filter(Objects::nonNull)
                        .map(String::valueOf))
                .as("kept for all who stay; only the newcomer is marked")
                .containsExactlyInAnyOrder("1", "1", "1", "0");
    }

    private static Changes leaves(long participant) {
        return new Changes(Set.of(participant), List.of(), Set.of(), Map.of());
    }

    private static Changes joins(String people) {
        return new Changes(Set.of(), Newcomer.listed(people), Set.of(), Map.of());
    }

    private Map<Long, Adjustment> adjustments(long exchange) {
        var adjustments = new HashMap<Long, Adjustment>();
        roster.ids(exchange)
                .forEach(giver -> adjustments.put(
                        giver,
                        assignments
                                .lookOf(exchange, giver, world.history().of(exchange))
                                .adjustment()));
        return adjustments;
    }

    /** Those who were there before and give to somebody else. */
    private static List<Long> changed(Map<Long, Long> before, Map<Long, Long> after) {
        return after.keySet().stream()
                .filter(giver -> before.containsKey(giver) && !before.get(giver).equals(after.get(giver)))
                .toList();
    }

    private static long giverTo(Map<Long, Long> pairing, long receiver) {
        return pairing.entrySet().stream()
                .filter(gift -> gift.getValue() == receiver)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private List<@Nullable Long> recipients(long exchange, String kind) {
        return world.jdbc()
                .queryForList(
                        "SELECT participant_id FROM outbound_email WHERE exchange_id = ? AND kind = ?",
                        Long.class,
                        exchange,
                        kind);
    }

    private List<Object> everything() {
        var everything = new ArrayList<Object>();
        for (var table : List.of(
                "exchange", "exchange_event", "participant", "exclusion_rule", "assignment", "outbound_email")) {
            everything.add(world.jdbc().queryForList("SELECT * FROM " + table + " ORDER BY id"));
        }
        return everything;
    }
}
