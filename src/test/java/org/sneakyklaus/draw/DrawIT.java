package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_OPEN;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.participation.Departures;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipationEvent;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.AtOnce;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Stages;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@IntegrationTest
@RecordApplicationEvents
class DrawIT {

    private final Draw draw;
    private final AssignmentQueries assignments;
    private final Reveals reveals;
    private final Groups groups;
    private final Stages stages;
    private final Roster roster;
    private final World world;

    /** Everything around the draw. */
    private record World(
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            ExchangeHistory history,
            Departures departures,
            ParticipantQueries participants,
            Exclusions exclusions,
            MessageSource messages,
            JdbcTemplate jdbc) {}

    @Autowired
    DrawIT(
            Draw draw,
            AssignmentQueries assignments,
            Reveals reveals,
            Groups groups,
            Stages stages,
            Roster roster,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            ExchangeHistory history,
            Departures departures,
            ParticipantQueries participants,
            Exclusions exclusions,
            MessageSource messages,
            JdbcTemplate jdbc) {
        this.draw = draw;
        this.assignments = assignments;
        this.reveals = reveals;
        this.groups = groups;
        this.stages = stages;
        this.roster = roster;
        this.world = new World(lifecycle, exchanges, history, departures, participants, exclusions, messages, jdbc);
    }

    @Test
    void everybodyGivesToSomebodyElseUnderTheRules(ApplicationEvents events) {
        var exchange = stages.in(REGISTRATION_OPEN, "Ann", "Ben", "Cy", "Dan", "Eve", "Fay", "Gil", "Hal");
        var people = roster.ids(exchange);
        world.exclusions().add(exchange, people.get(0), people.get(1), true);
        world.lifecycle().close(exchange, null);

        draw.draw(exchange, List.of(), null);

        var pairing = roster.pairing(exchange);
        assertThat(pairing.keySet()).containsExactlyInAnyOrderElementsOf(people);
        assertThat(pairing.values()).containsExactlyInAnyOrderElementsOf(people);
        assertThat(pairing).allSatisfy((giver, receiver) -> assertThat(giver).isNotEqualTo(receiver));
        assertThat(pairing.get(people.get(0))).isNotEqualTo(people.get(1));
        assertThat(pairing.get(people.get(1))).isNotEqualTo(people.get(0));
        assertThat(state(exchange)).isEqualTo(MATCHED);
        assertThat(events.stream(DrawEvent.class)).containsExactly(new DrawEvent.Matched(exchange, 1));
    }

    @Test
    void theDatabaseDoesNotTellAPairing() {
        var exchange = stages.in(REGISTRATION_CLOSED, "Ann", "Ben", "Cy", "Dan");

        draw.draw(exchange, List.of(), null);

        var rows = rows(exchange);
        assertThat(rows).hasSize(4);
        assertThat(rows.stream().map(row -> row.get("created_at")))
                .containsOnly(rows.get(0).get("created_at"));
        assertThat(rows.stream().map(row -> row.get("revealed_draw"))).containsOnlyNulls();
        assertThat(receivers(rows))
                .doesNotHaveDuplicates()
                .allSatisfy(column -> assertThat(column).hasSize(54).matches("[\\w-]+"));
    }

    @Test
    void aReceiverMovedToAnotherRowIsRefused() {
        var exchange = stages.in(MATCHED, "Ann", "Ben", "Cy", "Dan");
        long ann = roster.ids(exchange).get(0);
        long ben = roster.ids(exchange).get(1);
        var annsSealed = receiverColumn(exchange, ann);
        write(exchange, ann, receiverColumn(exchange, ben));
        write(exchange, ben, annsSealed);

        assertThatThrownBy(() -> assignments.receiverOf(exchange, ann))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("draw.unreadable");
        assertThatThrownBy(() -> reveals.reveal(exchange, ben))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("draw.unreadable");
        assertThat(assignments.revealedCount(exchange)).isZero();
    }

    @Test
    void aReceiverFromAnEarlierDrawIsRefused() {
        var exchange = stages.in(MATCHED, "Ann", "Ben", "Cy", "Dan");
        long ann = roster.ids(exchange).get(0);
        var earlier = receiverColumn(exchange, ann);
        draw.drawAgain(exchange, null);

        write(exchange, ann, earlier);

        assertThatThrownBy(() -> assignments.receiverOf(exchange, ann)).isInstanceOf(RuleViolation.class);
    }

    @Test
    void impossibleRulesLeaveTheExchangeClosedAndSayWhomTheyConcern(ApplicationEvents events) {
        var exchange = stages.in(REGISTRATION_OPEN, "Ann", "Ben", "Cy", "Dan");
        long ann = roster.ids(exchange).get(0);
        roster.ids(exchange).stream()
                .filter(person -> person != ann)
                .forEach(person -> world.exclusions().add(exchange, ann, person, false));
        world.lifecycle().close(exchange, null);

        assertThatThrownBy(() -> draw.draw(exchange, List.of(), null))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(text(violation))
                                .isEqualTo("No draw is possible. Ann cannot draw anyone."
                                        + " Change people or exclusions and try again."));

        assertThat(state(exchange)).isEqualTo(REGISTRATION_CLOSED);
        assertThat(view(exchange).drawNumber()).isZero();
        assertThat(rows(exchange)).isEmpty();
        assertThat(events.stream(DrawEvent.class)).isEmpty();
        assertThat(groups.verdict(exchange).possible()).isFalse();
    }

    @Test
    void anImpossibleDrawLetsNobodyGo() {
        var exchange = stages.in(REGISTRATION_CLOSED, "Ann", "Ben", "Cy");
        long ann = roster.ids(exchange).get(0);

        assertThatThrownBy(() -> draw.draw(exchange, List.of(ann), null))
                .isInstanceOf(RuleViolation.class)
                .hasMessage("draw.tooFew");

        assertThat(roster.ids(exchange)).hasSize(3);
        assertThat(state(exchange)).isEqualTo(REGISTRATION_CLOSED);
    }

    @Test
    void twoPeopleAreTooFew() {
        var exchange = stages.in(REGISTRATION_CLOSED, "Ann", "Ben");

        assertThatThrownBy(() -> draw.draw(exchange, List.of(), null))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(text(violation))
                                .isEqualTo("A draw needs at least three people. Only two people take part so far."));

        assertThat(state(exchange)).isEqualTo(REGISTRATION_CLOSED);
        assertThat(rows(exchange)).isEmpty();
    }

    @Test
    void namesAreDrawnOnlyWhenRegistrationIsClosed() {
        var exchange = stages.in(REGISTRATION_OPEN, "Ann", "Ben", "Cy");

        assertThatThrownBy(() -> draw.draw(exchange, List.of(), null)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> draw.drawAgain(exchange, null)).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> draw.cancel(exchange, null)).isInstanceOf(ConflictException.class);

        assertThat(rows(exchange)).isEmpty();
    }

    @Test
    void aDrawFromAnOlderPageIsRefused() {
        var exchange = stages.in(REGISTRATION_CLOSED, "Ann", "Ben", "Cy");
        var shown = view(exchange).version();
        world.lifecycle().reopen(exchange, null);
        world.lifecycle().close(exchange, null);

        assertThatThrownBy(() -> draw.draw(exchange, List.of(), shown)).isInstanceOf(ConflictException.class);

        assertThat(rows(exchange)).isEmpty();
    }

    @RepeatedTest(5)
    void ofTwoDrawsAtTheSameInstantExactlyOneWins() throws Exception {
        var exchange = stages.in(REGISTRATION_CLOSED, "Ann", "Ben", "Cy", "Dan", "Eve");

        var failures =
                AtOnce.attempt(() -> draw.draw(exchange, List.of(), null), () -> draw.draw(exchange, List.of(), null));

        assertThat(failures).singleElement().isInstanceOf(ConflictException.class);
        assertThat(rows(exchange)).hasSize(5);
        assertThat(view(exchange).drawNumber()).isEqualTo(1);
    }

    @Test
    void whoIsLeftOutIsRemovedAndNotDrawn(ApplicationEvents events) {
        var exchange = stages.in(REGISTRATION_CLOSED, "Ann", "Ben", "Cy", "Dan");
        long dan = roster.ids(exchange).get(3);

        draw.draw(exchange, List.of(dan, 987_654_321L), null);

        assertThat(world.participants().byId(dan).removed()).isTrue();
        assertThat(roster.pairing(exchange).keySet())
                .containsExactlyInAnyOrderElementsOf(roster.ids(exchange))
                .hasSize(3);
        assertThat(assignments.receiverOf(exchange, dan)).isEmpty();
        assertThat(events.stream(ParticipationEvent.Removed.class).map(ParticipationEvent.Removed::participantId))
                .containsExactly(dan);
    }

    @Test
    void rulesAboutPeopleWhoWithdrewSleep() {
        var exchange = stages.in(REGISTRATION_OPEN, "Ann", "Ben", "Cy", "Dan");
        var people = roster.ids(exchange);
        long ann = people.get(0);
        people.subList(1, 4).forEach(person -> world.exclusions().add(exchange, ann, person, true));
        assertThat(groups.verdict(exchange).possible()).isFalse();
        world.departures().withdraw(exchange, ann);
        world.lifecycle().close(exchange, null);

        draw.draw(exchange, List.of(), null);

        assertThat(roster.pairing(exchange).keySet()).containsExactlyInAnyOrderElementsOf(people.subList(1, 4));
    }

    @Test
    void anotherDrawReplacesEveryRowAndForgetsWhoLooked(ApplicationEvents events) {
        var exchange = stages.in(MATCHED, "Ann", "Ben", "Cy", "Dan", "Eve");
        reveals.reveal(exchange, roster.ids(exchange).get(0));
        var before = rows(exchange);

        draw.drawAgain(exchange, null);

        var after = rows(exchange);
        assertThat(after).hasSize(5);
        assertThat(receivers(after)).doesNotContainAnyElementsOf(receivers(before));
        assertThat(after.stream().map(row -> ((Number) Objects.requireNonNull(row.get("draw_number"))).intValue()))
                .containsOnly(2);
        assertThat(assignments.revealedCount(exchange)).isZero();
        assertThat(roster.pairing(exchange).values()).containsExactlyInAnyOrderElementsOf(roster.ids(exchange));
        assertThat(events.stream(DrawEvent.Redrawn.class)).containsExactly(new DrawEvent.Redrawn(exchange, 2));
    }

    @Test
    void aCancelledDrawLeavesNothing(ApplicationEvents events) {
        var exchange = stages.in(MATCHED, "Ann", "Ben", "Cy");

        draw.cancel(exchange, null);

        assertThat(rows(exchange)).isEmpty();
        assertThat(state(exchange)).isEqualTo(REGISTRATION_CLOSED);
        assertThat(events.stream(ExchangeEvent.DrawUndone.class))
                .containsExactly(new ExchangeEvent.DrawUndone(exchange, 1));
        long ann = roster.ids(exchange).get(0);
        assertThat(assignments.receiverOf(exchange, ann)).isEmpty();
        assertThatThrownBy(() -> reveals.reveal(exchange, ann)).isInstanceOf(ConflictException.class);
    }

    @Test
    void aLookIsCountedOnceAndShowsTheSameAsTheRow() {
        var exchange = stages.in(MATCHED, "Ann", "Ben", "Cy");
        long ann = roster.ids(exchange).get(0);
        long ben = roster.ids(exchange).get(1);

        var first = reveals.reveal(exchange, ann);
        var second = reveals.reveal(exchange, ann);

        assertThat(second).isEqualTo(first);
        assertThat(assignments.receiverOf(exchange, ann)).contains(first);
        assertThat(assignments.revealedCount(exchange)).isEqualTo(1);
        assertThat(assignments
                        .lookOf(exchange, ann, world.history().of(exchange))
                        .taken())
                .isTrue();
        assertThat(assignments
                        .lookOf(exchange, ben, world.history().of(exchange))
                        .taken())
                .isFalse();
    }

    @Test
    void nobodyIsShownTheirRecipientOnceItIsCalledOff() {
        var exchange = stages.in(MATCHED, "Ann", "Ben", "Cy");
        world.lifecycle().callOff(exchange, null);
        long ann = roster.ids(exchange).get(0);

        assertThat(assignments.receiverOf(exchange, ann)).isEmpty();
        assertThatThrownBy(() -> reveals.reveal(exchange, ann)).isInstanceOf(ConflictException.class);
    }

    @Test
    void aGiverOfAnotherExchangeIsGivenNobody() {
        var exchange = stages.in(REGISTRATION_CLOSED, "Ann", "Ben", "Cy");
        var other = stages.in(REGISTRATION_CLOSED, "Ann", "Ben", "Cy");
        draw.draw(exchange, List.of(), null);
        draw.draw(other, List.of(), null);

        assertThat(assignments.receiverOf(exchange, roster.ids(other).get(0))).isEmpty();
    }

    private ExchangeView view(long exchange) {
        return world.exchanges().byId(exchange);
    }

    private ExchangeState state(long exchange) {
        return view(exchange).state();
    }

    private List<Map<String, @Nullable Object>> rows(long exchange) {
        return world.jdbc().queryForList("select * from assignment where exchange_id = ?", exchange);
    }

    private static List<String> receivers(List<Map<String, @Nullable Object>> rows) {
        return rows.stream()
                .map(row -> (String) Objects.requireNonNull(row.get("receiver")))
                .toList();
    }

    private String receiverColumn(long exchange, long giver) {
        return Objects.requireNonNull(world.jdbc()
                .queryForObject(
                        "select receiver from assignment where exchange_id = ? and giver_id = ?",
                        String.class,
                        exchange,
                        giver));
    }

    private void write(long exchange, long giver, String receiver) {
        world.jdbc()
                .update(
                        "update assignment set receiver = ? where exchange_id = ? and giver_id = ?",
                        receiver,
                        exchange,
                        giver);
    }

    private String text(RuleViolation violation) {
        return Objects.requireNonNull(world.messages().getMessage(violation.message(), Locale.ENGLISH));
    }
}
