package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.matching.MatchingProblem.Pair;

class RemediesTest {

    private static final int ALL = Integer.MAX_VALUE;

    private final Random random = new Random(20261224);

    /** Of four people the first is kept from giving to all others, by one rule each. */
    private final List<Set<Pair>> rules =
            List.of(Set.of(new Pair(0, 1)), Set.of(new Pair(2, 3)), Set.of(new Pair(0, 2)), Set.of(new Pair(0, 3)));

    @Test
    void anyOneOfTheRulesInTheWayIsEnough() {
        assertThat(Remedies.among(rules, problem(4, rules), ALL)).containsExactly(0, 2, 3);
    }

    @Test
    void theFirstAreEnoughIfNoMoreAreAsked() {
        assertThat(Remedies.among(rules, problem(4, rules), 2)).containsExactly(0, 2);
    }

    @Test
    void aPairThatTwoRulesForbidStaysForbidden() {
        List<Set<Pair>> twice = new ArrayList<>(rules);
        twice.add(Set.of(new Pair(0, 2)));
        assertThat(Remedies.among(twice, problem(4, twice), ALL)).containsExactly(0, 3);
    }

    @Test
    void aPairThatIsForbiddenWithoutARuleStaysForbidden() {
        assertThat(Remedies.among(rules.subList(0, 2), problem(4, rules), ALL)).containsExactly(0);
    }

    @Test
    void whatCanBeDrawnNeedsNoRemedy() {
        List<Set<Pair>> few = rules.subList(0, 2);
        assertThat(Remedies.among(few, problem(4, few), ALL)).isEmpty();
    }

    @Test
    void twoLeftOutNeedARuleThatHelpsBoth() {
        // Persons 0 and 1 may give to nobody, and nobody may give to 2 and 3.
        int people = 6;
        Set<Pair> all = new HashSet<>();
        for (long other = 0; other < people; other++) {
            for (long one : List.of(0L, 1L)) {
                addPair(one, other, all);
            }
            for (long one : List.of(2L, 3L)) {
                addPair(other, one, all);
            }
        }
        Set<Pair> both = Set.of(new Pair(0, 2), new Pair(1, 3));
        Set<Pair> oneGiver = Set.of(new Pair(0, 2), new Pair(0, 3));
        Set<Pair> oneReceiver = Set.of(new Pair(0, 2), new Pair(1, 2));
        MatchingProblem problem = new MatchingProblem(Problems.people(people), all);
        assertThat(Remedies.among(List.of(both), problem, ALL)).containsExactly(0);
        assertThat(Remedies.among(List.of(oneGiver), problem, ALL)).isEmpty();
        assertThat(Remedies.among(List.of(oneReceiver), problem, ALL)).isEmpty();
    }

    /** The path leads from 0 to 1 by the one, and on to 2 by the other. */
    @Test
    void aRuleMayHelpByTwoPairsOfWhichNeitherIsEnough() {
        // 0 may give to nobody, and nobody may give to 2.
        int people = 5;
        Set<Pair> forbidden = new HashSet<>();
        for (long other = 0; other < people; other++) {
            addPair(0, other, forbidden);
            addPair(other, 2, forbidden);
        }
        Set<Pair> rule = Set.of(new Pair(0, 1), new Pair(1, 2));
        MatchingProblem problem = new MatchingProblem(Problems.people(people), forbidden);
        assertThat(Remedies.among(List.of(rule), problem, ALL)).containsExactly(0);
    }

    @Test
    void amongFiftyPeopleExactlyTheRulesThatHelpAreFound() {
        int helpful = 0;
        int useless = 0;
        for (int i = 0; i < 100; i++) {
            List<Set<Pair>> many = randomRules(50, 0.88 + 0.07 * random.nextDouble());
            MatchingProblem problem = problem(50, many);
            List<Integer> expected = new ArrayList<>();
            for (int rule = 0; rule < many.size(); rule++) {
                Set<Pair> rest = new HashSet<>(problem.forbidden());
                rest.removeAll(many.get(rule));
                if (Feasibility.obstacle(new MatchingProblem(problem.people(), rest))
                        .isEmpty()) {
                    expected.add(rule);
                }
            }
            if (Feasibility.obstacle(problem).isPresent()) {
                helpful += expected.size();
                useless += many.size() - expected.size();
                assertThat(Remedies.among(many, problem, ALL)).isEqualTo(expected);
            }
        }
        assertThat(helpful).isGreaterThan(100);
        assertThat(useless).isGreaterThan(100);
    }

    /** Each pair is forbidden by one of twenty rules, or by none. */
    private List<Set<Pair>> randomRules(int people, double density) {
        List<Set<Pair>> many =
                Stream.generate(() -> (Set<Pair>) new HashSet<Pair>()).limit(20).toList();
        for (long giver = 0; giver < people; giver++) {
            for (long receiver = 0; receiver < people; receiver++) {
                if (giver != receiver && random.nextDouble() < density) {
                    many.get(random.nextInt(many.size())).add(new Pair(giver, receiver));
                }
            }
        }
        return many;
    }

    private static void addPair(long giver, long receiver, Set<Pair> pairs) {
        if (giver != receiver) {
            pairs.add(new Pair(giver, receiver));
        }
    }

    private static MatchingProblem problem(int people, List<Set<Pair>> rules) {
        return new MatchingProblem(
                Problems.people(people), rules.stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }
}
