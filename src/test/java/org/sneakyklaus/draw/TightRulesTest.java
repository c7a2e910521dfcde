package org.sneakyklaus.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingProblem.Pair;

class TightRulesTest {

    @Test
    void somebodyIsForcedExactlyWhenAllPairingsGiveThemOneRecipient() {
        var random = new Random(20261224);
        int forced = 0;
        int free = 0;
        for (int i = 0; i < 3_000; i++) {
            var problem = randomProblem(random);
            var pairings = allPairings(problem);
            if (pairings.isEmpty()) {
                continue;
            }
            boolean expected = problem.people().stream().anyMatch(giver -> recipients(giver, pairings) == 1);
            for (var pairing : List.of(pairings.get(0), pairings.get(pairings.size() - 1))) {
                assertThat(TightRules.forceSomebody(problem, pairing)).isEqualTo(expected);
            }
            if (expected) {
                forced++;
            } else {
                free++;
            }
        }
        assertThat(forced).isGreaterThan(100);
        assertThat(free).isGreaterThan(100);
    }

    @Test
    void rulesThatAreFarFromTightForceNobodyAndLeaveAPairing() {
        var random = new Random(20261225);
        int far = 0;
        for (int i = 0; i < 3_000; i++) {
            var problem = randomProblem(random);
            if (TightRules.areFarFrom(problem)) {
                var pairings = allPairings(problem);
                assertThat(problem.people())
                        .allSatisfy(
                                giver -> assertThat(recipients(giver, pairings)).isGreaterThan(1));
                far++;
            }
        }
        assertThat(far).isGreaterThan(100);
    }

    @Test
    void tightRulesAmongManyAreFoundInReasonableTime() {
        int people = 600;
        var forbidden = new HashSet<Pair>();
        for (long giver = 0; giver < people; giver++) {
            for (long receiver = 0; receiver < people; receiver++) {
                if (giver != receiver && giver % 2 == receiver % 2) {
                    forbidden.add(new Pair(giver, receiver));
                }
            }
        }
        var problem = new MatchingProblem(LongStream.range(0, people).boxed().toList(), forbidden);
        var pairing = new HashMap<Long, Long>();
        problem.people().forEach(giver -> pairing.put(giver, giver ^ 1));

        assertThat(TightRules.areFarFrom(problem)).isFalse();
        assertThat(TightRules.forceSomebody(problem, pairing)).isFalse();
    }

    private static long recipients(long giver, List<Map<Long, Long>> pairings) {
        return pairings.stream().map(pairing -> pairing.get(giver)).distinct().count();
    }

    private static MatchingProblem randomProblem(Random random) {
        int size = random.nextInt(3, 7);
        var people = LongStream.rangeClosed(1, size).boxed().toList();
        double density = random.nextDouble();
        Set<Pair> forbidden = people.stream()
                .flatMap(giver -> people.stream()
                        .filter(receiver -> !receiver.equals(giver))
                        .map(receiver -> new Pair(giver, receiver)))
                .filter(pair -> random.nextDouble() < density)
                .collect(Collectors.toSet());
        return new MatchingProblem(people, forbidden);
    }

    private static List<Map<Long, Long>> allPairings(MatchingProblem problem) {
        var found = new ArrayList<Map<Long, Long>>();
        extend(problem, new HashMap<>(), found);
        return found;
    }

    private static void extend(MatchingProblem problem, Map<Long, Long> begun, List<Map<Long, Long>> found) {
        int next = begun.size();
        if (next == problem.people().size()) {
            found.add(Map.copyOf(begun));
            return;
        }
        Long giver = Objects.requireNonNull(problem.people().get(next));
        for (Long receiver : problem.people()) {
            if (!receiver.equals(giver)
                    && !begun.containsValue(receiver)
                    && !problem.forbidden().contains(new Pair(giver, receiver))) {
                begun.put(giver, receiver);
                extend(problem, begun, found);
                begun.remove(giver);
            }
        }
    }
}
