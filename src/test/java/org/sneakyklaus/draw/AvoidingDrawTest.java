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
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

class AvoidingDrawTest {

    private static final int DRAWS = 40;

    private final Random random = new Random(7);

    @Test
    void everyEarlierTimeIsAvoidedWhileThereIsRoom() {
        var circle = pairs(1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 1);
        var back = pairs(2, 1, 3, 2, 4, 3, 5, 4, 6, 5, 1, 6);

        for (var i = 0; i < DRAWS; i++) {
            assertThat(drawn(draw(6, Set.of(), List.of(circle, back))))
                    .doesNotContainAnyElementsOf(circle)
                    .doesNotContainAnyElementsOf(back);
        }
    }

    @Test
    void theOldestTimeIsGivenUpWhenAllTogetherLeaveNoWay() {
        var newest = pairs(1, 2, 2, 3, 3, 1);
        var oldest = pairs(2, 1, 3, 2, 1, 3);

        for (var i = 0; i < DRAWS; i++) {
            assertThat(drawn(draw(3, Set.of(), List.of(newest, oldest)))).isEqualTo(oldest);
        }
    }

    @Test
    void aTimeIsGivenUpWithAllThatAreOlder() {
        var blocking = pairs(1, 2, 1, 3, 1, 4);
        var oldest = pairs(2, 1);
        var receivers = new HashSet<Pair>();

        for (var i = 0; i < DRAWS; i++) {
            receivers.addAll(drawn(draw(4, Set.of(), List.of(pairs(3, 1), blocking, oldest))));
        }

        assertThat(receivers)
                .contains(new Pair(1, 2), new Pair(1, 3), new Pair(2, 1))
                .doesNotContain(new Pair(3, 1));
    }

    @Test
    void aSingleCircleIsWorthMoreThanAnEarlierTime() {
        // What is left of these four without the earlier time is 1 ⇄ 2 and 3 ⇄ 4.
        var rules = pairs(1, 3, 2, 4, 3, 1, 4, 2);
        var earlier = pairs(1, 4, 4, 1, 2, 3, 3, 2);

        for (var i = 0; i < DRAWS; i++) {
            var result = (Matched) draw(4, rules, List.of(earlier));
            assertThat(result.isSingleCircle()).isTrue();
            assertThat(result.receiverByGiver()).matches(pairing -> allowed(pairing, rules));
        }
    }

    @Test
    void whereTheRulesAllowNoCircleAnEarlierTimeIsAvoidedByOther() {
        // 1, 2 and 3 give among themselves, as do 4, 5 and 6.
        var rules = new HashSet<Pair>();
        for (long one = 1; one <= 3; one++) {
            for (long other = 4; other <= 6; other++) {
                rules.add(new Pair(one, other));
                rules.add(new Pair(other, one));
            }
        }
        var earlier = pairs(1, 2, 2, 3, 3, 1);

        for (var i = 0; i < DRAWS; i++) {
            assertThat(drawn(draw(6, rules, List.of(earlier))))
                    .contains(new Pair(2, 1), new Pair(3, 2), new Pair(1, 3));
        }
    }

    @Test
    void thatThereIsNoWayIsSaidOfTheRulesAlone() {
        var rules = pairs(1, 2, 1, 3, 1, 4);

        var result = draw(4, rules, List.of(pairs(2, 3, 2, 4, 2, 1), pairs(3, 1)));

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

        assertThat(((Matched) result).isSingleCircle()).isTrue();
        assertThat(Collections.disjoint(drawn(result), households)).isTrue();
        assertThat(times).allMatch(time -> Collections.disjoint(drawn(result), time));
    }

    private MatchingResult draw(int people, Set<Pair> rules, List<Set<Pair>> times) {
        var problem =
                new MatchingProblem(LongStream.rangeClosed(1, people).boxed().toList(), rules);
        return AvoidingDraw.draw(problem, times, random);
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
