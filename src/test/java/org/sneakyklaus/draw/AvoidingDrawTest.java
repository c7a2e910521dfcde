package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

class AvoidingDrawTest {

    private static final int DRAWS = 40;

    private final Random random = new Random(7);

    @Test
    void asManyEarlierTimesAreAvoidedAsLeaveHalfOfThePeopleToEachTheNewestFirst() {
        var newest = pairs(1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 1);
        var second = pairs(2, 1, 3, 2, 4, 3, 5, 4, 6, 5, 1, 6);
        var third = pairs(1, 3);

        for (var i = 0; i < DRAWS; i++) {
            assertThat(drawn(draw(6, Set.of(), List.of(newest, second, third))))
                    .doesNotContainAnyElementsOf(with(newest, second));
        }
        assertThat(drawnInMany(6, Set.of(), List.of(newest, second, third))).containsAll(third);
        assertThat(drawnInMany(6, pairs(3, 1), List.of(newest, second))).containsAll(second);
    }

    /** An organiser who chooses the exclusions learns nothing from whether a guessed pair was one of them. */
    @Test
    void whetherEarlierPairsAreAvoidedDoesNotDependOnThem() {
        var rules = pairs(2, 1, 2, 3, 2, 5);
        var asGuessed = pairs(2, 4, 7, 1);
        var otherwise = pairs(2, 6, 7, 1);

        assertThat(drawnInMany(7, rules, List.of(asGuessed))).contains(new Pair(7, 1));
        assertThat(drawnInMany(7, rules, List.of(otherwise))).contains(new Pair(7, 1));
    }

    @Test
    void ofFourPeopleNothingIsAvoided() {
        assertThat(drawnInMany(4, Set.of(), List.of(pairs(1, 2)))).contains(new Pair(1, 2));
    }

    @Test
    void aSingleCircleIsWorthMoreThanAnEarlierTime() {
        // 1 to 4 and 5 to 8 give among themselves, but for two gifts, and these were made before.
        var rules = new HashSet<Pair>();
        for (long one = 1; one <= 4; one++) {
            for (long other = 5; other <= 8; other++) {
                rules.add(new Pair(one, other));
                rules.add(new Pair(other, one));
            }
        }
        var earlier = pairs(1, 5, 6, 2);
        rules.removeAll(earlier);

        for (var i = 0; i < DRAWS; i++) {
            var result = (Matched) draw(8, rules, List.of(earlier));
            assertThat(result.circles()).isEqualTo(Circles.ONE);
            assertThat(result.receiverByGiver()).matches(pairing -> allowed(pairing, rules));
        }
    }

    @Test
    void thatThereIsNoWayIsSaidOfTheRulesAlone() {
        var rules = pairs(1, 2, 1, 3, 1, 4, 1, 5);

        var result = draw(5, rules, List.of(pairs(2, 3, 2, 4, 2, 1, 3, 1)));

        assertThat(result).isEqualTo(new Infeasible(Set.of(1L), Set.of()));
    }

    @Test
    void tenThousandPeopleInHouseholdsAvoidThreeEarlierTimes() {
        var people = 10_000;
        var households = new HashSet<Pair>();
        for (long giver = 1; giver <= people; giver++) {
            var first = (giver - 1) / 4 * 4 + 1;
            for (var receiver = first; receiver < first + 4; receiver++) {
                if (receiver != giver) {
                    households.add(new Pair(giver, receiver));
                }
            }
        }
        var times = IntStream.rangeClosed(1, 3)
                .mapToObj(time -> LongStream.rangeClosed(1, people)
                        .mapToObj(giver -> new Pair(giver, (giver + 100L * time - 1) % people + 1))
                        .collect(Collectors.toSet()))
                .toList();

        var result = draw(people, households, times);

        assertThat(((Matched) result).circles()).isEqualTo(Circles.ONE);
        assertThat(Collections.disjoint(drawn(result), households)).isTrue();
        assertThat(times).allMatch(time -> Collections.disjoint(drawn(result), time));
    }

    /** Every pair that comes up in many draws. */
    private Set<Pair> drawnInMany(int people, Set<Pair> rules, List<Set<Pair>> past) {
        var pairs = new HashSet<Pair>();
        for (var i = 0; i < DRAWS; i++) {
            pairs.addAll(drawn(draw(people, rules, past)));
        }
        return pairs;
    }

    private static Set<Pair> with(Set<Pair> some, Set<Pair> more) {
        var both = new HashSet<>(some);
        both.addAll(more);
        return both;
    }

    private MatchingResult draw(int people, Set<Pair> rules, List<Set<Pair>> past) {
        var problem =
                new MatchingProblem(LongStream.rangeClosed(1, people).boxed().toList(), rules);
        return AvoidingDraw.draw(problem, past, random);
    }

    private static Set<Pair> drawn(MatchingResult result) {
        var pairs = new HashSet<Pair>();
        ((Matched) result).receiverByGiver().forEach((giver, receiver) -> pairs.add(new Pair(giver, receiver)));
        return pairs;
    }

    private static boolean allowed(Map<Long, Long> pairing, Set<Pair> rules) {
        return pairing.entrySet().stream().noneMatch(gift -> rules.contains(new Pair(gift.getKey(), gift.getValue())));
    }

    /** Givers and receivers in turn. */
    private static Set<Pair> pairs(long... people) {
        var pairs = new ArrayList<Pair>();
        for (var i = 0; i < people.length; i += 2) {
            pairs.add(new Pair(people[i], people[i + 1]));
        }
        return Set.copyOf(pairs);
    }
}
