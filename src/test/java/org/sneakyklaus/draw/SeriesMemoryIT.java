package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sneakyklaus.exchange.ExchangeState.COMPLETED;
import static org.sneakyklaus.exchange.ExchangeState.MATCHED;
import static org.sneakyklaus.exchange.ExchangeState.REGISTRATION_CLOSED;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.retention.Purge;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Roster;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Exchanges of one series, a year apart. People are told by the first part of their address. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class SeriesMemoryIT {

    private static final int DRAWS = 60;
    private static final String[] FIVE = {"ann", "ben", "cy", "dan", "eve"};

    private final SeriesMemory memory;
    private final Draw draw;
    private final Groups groups;
    private final Purge purge;
    private final Stages stages;
    private final Roster roster;
    private final World world;

    /** Everything around the draw. */
    private record World(
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            ParticipantQueries participants,
            Exclusions exclusions,
            JdbcTemplate jdbc,
            TestClock clock) {}

    SeriesMemoryIT(
            SeriesMemory memory,
            Draw draw,
            Groups groups,
            Purge purge,
            Stages stages,
            Roster roster,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            ExchangeQueries exchanges,
            ParticipantQueries participants,
            Exclusions exclusions,
            JdbcTemplate jdbc,
            TestClock clock) {
        this.memory = memory;
        this.draw = draw;
        this.groups = groups;
        this.purge = purge;
        this.stages = stages;
        this.roster = roster;
        this.world = new World(editing, lifecycle, exchanges, participants, exclusions, jdbc, clock);
    }

    @Test
    void nobodyDrawsLastYearsPerson() {
        var first = drawn("ann", "ben", "cy", "dan", "eve");
        var lastYear = completed(first);

        var next = nextYear(first, "eve", "dan", "cy", "ben", "ann");

        assertThat(drawnInMany(next)).doesNotContainAnyElementsOf(lastYear).hasSize(15);
    }

    @Test
    void whereTooLittleChoiceWouldBeLeftTheOldestYearsAreLeftOut() {
        var first = drawn(FIVE);
        var firstYear = completed(first);
        var second = nextYear(first, FIVE);
        var secondYear = completed(second);
        assertThat(secondYear).doesNotContainAnyElementsOf(firstYear);

        var third = nextYear(second, FIVE);

        assertThat(drawnInMany(third)).containsAll(firstYear).doesNotContainAnyElementsOf(secondYear);
    }

    /** Three of them, one invented, would tell the organiser whom the other two had drawn. */
    @Test
    void ofFourPeopleNothingIsAvoided() {
        var first = drawn("ann", "ben", "cy", "dan");
        var lastYear = completed(first);

        assertThat(drawnInMany(nextYear(first, "ann", "ben", "cy", "dan"))).containsAll(lastYear);
    }

    @Test
    void whoHasNotConfirmedThemselvesIsNotKnownAgain() {
        var first = drawn(FIVE);
        var lastYear = completed(first);
        var next = closedNextYear(first, FIVE);
        world.jdbc().update("UPDATE participant SET confirmed_at = NULL WHERE exchange_id = ? AND name <> 'ann'", next);
        draw.draw(next, List.of(), null);

        assertThat(drawnInMany(next)).containsAll(lastYear);
    }

    @Test
    void whatIsCompletedByHandIsRememberedOnlyAfterItsDate() {
        var exchange = drawn(FIVE);
        world.lifecycle().complete(exchange, null);
        world.lifecycle().completeDue(List.of(exchange));
        assertThat(stored()).isEmpty();

        completed(exchange);

        assertThat(stored()).hasSize(5);
        memory.forget(exchange);
        world.lifecycle().completeDue(List.of(exchange));
        assertThat(stored()).as("forgotten for good").isEmpty();
    }

    @Test
    void whoWasThereInWhicheverYearIsAvoided() {
        var first = drawn("ann", "ben", "cy", "dan", "eve", "fay");
        var firstYear = completed(first);
        var second = nextYear(first, "ann", "ben", "cy", "dan", "gil", "hal");
        var secondYear = completed(second);

        var third = nextYear(second, "ann", "ben", "cy", "eve", "gil", "ida");

        assertThat(drawnInMany(third)).doesNotContainAnyElementsOf(firstYear).doesNotContainAnyElementsOf(secondYear);
    }

    @Test
    void whoComesWithAnotherAddressIsSomebodyElse() {
        var first = drawn(FIVE);
        var lastYear = completed(first);

        var next = nextYear(first, "anna", "benno", "cy", "dan", "eve");

        var renamed = lastYear.stream()
                .filter(pair -> pair.contains("ann") || pair.contains("ben"))
                .map(pair -> pair.replace("ann", "anna").replace("ben", "benno"))
                .toList();
        assertThat(drawnInMany(next)).containsAll(renamed);
    }

    @Test
    void rulesAndAnEarlierYearAreKeptTogetherWhileThatLeavesThree() {
        for (var people : List.of(FIVE, new String[] {"ann", "ben", "cy", "dan", "eve", "fay"})) {
            var first = drawn(people);
            var lastYear = completed(first);
            var next = closedNextYear(first, people);
            var other = lastYear.contains("ann → ben") ? "cy" : "ben";
            forbid(next, "ann", other);
            draw.draw(next, List.of(), null);

            var seen = assertThat(drawnInMany(next)).doesNotContain("ann → " + other);
            if (people.length == FIVE.length) {
                seen.containsAll(lastYear);
            } else {
                seen.doesNotContainAnyElementsOf(lastYear);
            }
        }
    }

    @Test
    void thePreviewIsTheSameWithAndWithoutEarlierYears() {
        var first = drawn(FIVE);
        completed(first);
        var next = closedNextYear(first, FIVE);
        forbid(next, "ann", "ben");
        var told = groups.verdict(next);

        memory.forget(next);

        assertThat(groups.verdict(next)).isEqualTo(told);
        assertThat(told.possible()).isTrue();
        assertThat(told.canBeWorkedOut()).isFalse();
    }

    @Test
    void whatStandsInTheWayIsSaidOfTheRulesAlone(@Autowired MessageSource messages) {
        var first = drawn("ann", "ben", "cy", "dan");
        completed(first);
        var next = closedNextYear(first, "ann", "ben", "cy", "dan");
        Stream.of("ben", "cy", "dan").forEach(other -> forbid(next, "ann", other));

        assertThatThrownBy(() -> draw.draw(next, List.of(), null))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        violation -> assertThat(messages.getMessage(violation.message(), Locale.ENGLISH))
                                .contains("ann cannot draw anyone."));
    }

    @Test
    void onlyPairsOfConfirmedAddressesAreRememberedAndTheirNumberSaysNothing() {
        var first = drawn(FIVE);
        world.jdbc().update("UPDATE participant SET confirmed_at = NULL WHERE exchange_id = ? AND name = 'ann'", first);
        var lastYear = completed(first);

        assertThat(stored()).hasSize(FIVE.length);
        var next = nextYear(first, FIVE);
        var drawn = drawnInMany(next);
        assertThat(drawn)
                .containsAll(
                        lastYear.stream().filter(pair -> pair.contains("ann")).toList());
        assertThat(drawn)
                .doesNotContainAnyElementsOf(
                        lastYear.stream().filter(pair -> !pair.contains("ann")).toList());
    }

    @Test
    void anExchangeThatIsNotToBeRememberedIsNot() {
        var exchange = stages.in(COMPLETED, "ann", "ben", "cy");

        assertThat(stored()).isEmpty();
        assertThat(memory.isKept(world.exchanges().byId(exchange))).isFalse();
    }

    @Test
    void onlyWhatIsCompletedIsRemembered() {
        var exchange = drawn("ann", "ben", "cy");
        draw.drawAgain(exchange, null);
        world.lifecycle().callOff(exchange, null);

        assertThat(stored()).isEmpty();
    }

    @Test
    void anotherSeriesKnowsNothingOfIt() {
        var lastYear = completed(drawn("ann", "ben", "cy"));
        var other = drawn("ann", "ben", "cy");

        assertThat(drawnInMany(other)).containsAll(lastYear);
        assertThat(memory.isKept(world.exchanges().byId(other))).isFalse();
    }

    @Test
    void oneButtonForgetsEveryYearOfTheSeriesAndNoOther() {
        completed(drawn("ann", "ben", "cy"));
        var first = drawn("ann", "ben", "cy");
        completed(first);
        var second = nextYear(first, "ann", "ben", "cy");
        completed(second);
        var third = nextYear(second, "ann", "ben", "cy");
        assertThat(memory.isKept(world.exchanges().byId(third))).isTrue();
        assertThat(stored()).hasSize(9);

        assertThat(memory.forget(third)).isTrue();

        assertThat(memory.isKept(world.exchanges().byId(third))).isFalse();
        assertThat(stored()).hasSize(3);
        assertThat(drawnInMany(third)).hasSize(6);
        assertThat(memory.forget(third)).isFalse();
    }

    @Test
    void whatWasPostponedIsRememberedOnceItIsOver() {
        var people = new String[] {"ann", "ben", "cy", "dan", "eve", "fay"};
        var first = drawn(people);
        completed(first);
        var second = nextYear(first, people);
        var before = stored();
        completed(second);
        assertThat(stored()).hasSize(12);

        world.lifecycle().postpone(second, LocalDateTime.parse("2033-01-06T18:00"), null);

        assertThat(stored()).isEqualTo(before);
        draw.drawAgain(second, null);
        var afterAll = completed(second);
        assertThat(stored()).hasSize(12);
        var third = nextYear(second, people);
        assertThat(pairsOf(third)).doesNotContainAnyElementsOf(afterAll);
    }

    /** A thief of two backups would else see who changed their address between, and that they are a pair. */
    @Test
    void whatIsRememberedAgainIsNotRecognised() {
        var exchange = drawn(FIVE);
        completed(exchange);
        var before = stored();
        world.lifecycle().postpone(exchange, LocalDateTime.parse("2033-01-06T18:00"), null);

        completed(exchange);

        assertThat(stored().stream().flatMap(SeriesMemoryIT::halves))
                .hasSize(10)
                .doesNotContainAnyElementsOf(
                        before.stream().flatMap(SeriesMemoryIT::halves).toList());
        assertThat(drawnInMany(nextYear(exchange, FIVE))).doesNotContainAnyElementsOf(pairsOf(exchange));
    }

    @Test
    void aCopyKeepsWhatIsRememberedWhenTheOriginalIsDeleted() {
        var first = drawn("ann", "ben", "cy", "dan", "eve");
        var lastYear = completed(first);
        var next = closedNextYear(first, "ann", "ben", "cy", "dan", "eve");

        delete(first);

        draw.draw(next, List.of(), null);
        assertThat(drawnInMany(next)).doesNotContainAnyElementsOf(lastYear);
    }

    @Test
    void aDraftOfTheNextTimeKeepsWhatIsRememberedWhenTheOriginalIsPurged() {
        var first = drawn("ann", "ben", "cy", "dan", "eve");
        var lastYear = completed(first);
        var draft = world.editing().copy(first, false);
        purgeWhatIsOver();
        assertThat(world.exchanges().find(first)).isEmpty();
        world.clock().advance(Duration.ofDays(300));

        var next = confirmed(stages.bring(draft, REGISTRATION_CLOSED, FIVE));
        draw.draw(next, List.of(), null);

        assertThat(drawnInMany(next)).doesNotContainAnyElementsOf(lastYear);
    }

    @Test
    void whatIsRememberedOutlivesTheLastExchangeOfItsSeries() {
        completed(drawn("ann", "ben", "cy"));
        var deleted = drawn("dan", "eve", "fay", "gil");
        completed(deleted);
        var before = stored();

        delete(deleted);
        purgeWhatIsOver();

        assertThat(world.jdbc().queryForList("SELECT id FROM exchange")).isEmpty();
        assertThat(stored()).isEqualTo(before).hasSize(7);
    }

    private void delete(long exchange) {
        world.editing().delete(exchange, "Family Christmas");
    }

    /** What is over is warned of, and goes a week later. */
    private void purgeWhatIsOver() {
        world.clock().advance(Duration.ofDays(24));
        purge.run(world.clock().instant());
        world.clock().advance(Duration.ofDays(8));
        purge.run(world.clock().instant());
    }

    @Test
    void whatIsStoredSaysNothingByItself() {
        var first = drawn("ann", "ben", "cy");
        completed(first);
        var second = nextYear(first, "ann", "ben", "cy");
        completed(second);
        var third = nextYear(second, "ann", "ben", "cy");
        completed(third);

        // The third year is the first one again.
        var pairs = stored();
        assertThat(pairs).hasSize(9).allSatisfy(pair -> assertThat(pair).matches("[0-9a-f]{64}"));
        assertThat(pairs.stream().flatMap(SeriesMemoryIT::halves)).doesNotHaveDuplicates();
        assertThat(world.jdbc().queryForList("SELECT DISTINCT created_at, drawn_at FROM past_pair"))
                .hasSize(3);
    }

    @Test
    void theOrderOfTheRowsSaysNothing(@Autowired PairHashes hashes) {
        var family = new String[] {"ann", "ben", "cy", "dan", "eve", "fay", "gil", "hal", "ida", "jo"};
        var first = drawn(family);
        completed(first);
        var second = nextYear(first, family);
        completed(second);

        // By chance two orders of ten are the same once in 3.6 million.
        var orders = List.of(giversInOrder(first, hashes), giversInOrder(second, hashes));
        assertThat(orders)
                .doesNotHaveDuplicates()
                .allSatisfy(order ->
                        assertThat(order).containsExactlyInAnyOrder(family).isNotEqualTo(List.of(family)));
    }

    private List<String> giversInOrder(long exchange, PairHashes hashes) {
        var time = world.jdbc()
                .queryForObject(
                        "SELECT DISTINCT series_id, drawn_at, salt FROM past_pair"
                                + " WHERE drawn_at = (SELECT MIN(created_at) FROM assignment WHERE exchange_id = ?)",
                        (row, number) -> new PairTime(
                                row.getString("series_id"),
                                Instant.ofEpochMilli(row.getLong("drawn_at")),
                                row.getString("salt")),
                        exchange);
        var giverByHash = world.participants().active(exchange).stream()
                .collect(Collectors.toMap(giver -> hashes.giver(time, giver.requiredEmail()), ParticipantView::name));
        return stored().stream()
                .map(PairHashes::giverOf)
                .filter(giverByHash::containsKey)
                .map(giver -> Objects.requireNonNull(giverByHash.get(giver)))
                .toList();
    }

    @Test
    void aPairingThatCannotBeOpenedKeepsNothingFromBeingCompleted(CapturedOutput output) {
        var exchanges = List.of(drawn("ann", "ben", "cy"), drawn("dan", "eve", "fay"), drawn("gil", "hal", "ida"));
        world.jdbc()
                .update(
                        "UPDATE assignment SET receiver = 'AAAA' || substr(receiver, 5) WHERE exchange_id = ?",
                        exchanges.get(1));
        world.clock().advance(Duration.ofDays(6 * 365));

        assertThat(world.lifecycle().completeDue(exchanges)).isEqualTo(3);

        assertThat(exchanges)
                .allSatisfy(exchange ->
                        assertThat(world.exchanges().byId(exchange).state()).isEqualTo(COMPLETED));
        assertThat(stored()).hasSize(6);
        assertThat(memory.isKept(world.exchanges().byId(exchanges.get(1)))).isFalse();
        var warnings =
                output.getAll().lines().filter(line -> line.contains(" WARN ")).toList();
        assertThat(warnings).singleElement().asString().contains("[" + exchanges.get(1) + "]");
        assertThat(warnings.get(0)).doesNotContain("dan", "eve", "fay");
    }

    /** A drawn exchange that begins a series; everybody has confirmed their address. */
    private long drawn(String... people) {
        var inAYear = LocalDateTime.ofInstant(world.clock().instant(), ZoneOffset.UTC)
                .plusYears(1)
                .truncatedTo(ChronoUnit.DAYS);
        return confirmed(
                stages.in(MATCHED, new AnExchange().on(inAYear.toString()).rememberingPairs(), people));
    }

    /** Lets the day of an exchange pass and the job complete it, and tells its pairs. */
    private Set<String> completed(long exchange) {
        var pairs = pairsOf(exchange);
        world.clock().set(world.exchanges().byId(exchange).exchangeDate().toInstant());
        world.lifecycle().completeDue(List.of(exchange));
        return pairs;
    }

    /** The next exchange of the series, drawn. */
    private long nextYear(long exchange, String... people) {
        var next = closedNextYear(exchange, people);
        draw.draw(next, List.of(), null);
        return next;
    }

    /** Closed, and everybody has confirmed their address. */
    private long closedNextYear(long exchange, String... people) {
        return confirmed(stages.bring(world.editing().copy(exchange, false), REGISTRATION_CLOSED, people));
    }

    private long confirmed(long exchange) {
        world.jdbc().update("UPDATE participant SET confirmed_at = created_at WHERE exchange_id = ?", exchange);
        return exchange;
    }

    private void forbid(long exchange, String giver, String receiver) {
        world.exclusions().add(exchange, roster.id(exchange, giver), roster.id(exchange, receiver), false);
    }

    /** Every pair that comes up when names are drawn again and again. */
    private Set<String> drawnInMany(long exchange) {
        var seen = new HashSet<>(pairsOf(exchange));
        for (var i = 0; i < DRAWS; i++) {
            draw.drawAgain(exchange, null);
            seen.addAll(pairsOf(exchange));
        }
        return seen;
    }

    /** Such as "ann → ben". */
    private Set<String> pairsOf(long exchange) {
        var names = world.participants().active(exchange).stream()
                .collect(Collectors.toMap(ParticipantView::id, ParticipantView::name));
        return roster.pairing(exchange).entrySet().stream()
                .map(gift -> names.get(gift.getKey()) + " → " + names.get(gift.getValue()))
                .collect(Collectors.toSet());
    }

    private List<String> stored() {
        return world.jdbc().query("SELECT pair_hash FROM past_pair ORDER BY id", (row, number) -> row.getString(1));
    }

    private static Stream<String> halves(String pair) {
        return Stream.of(PairHashes.giverOf(pair), PairHashes.receiverOf(pair));
    }
}
