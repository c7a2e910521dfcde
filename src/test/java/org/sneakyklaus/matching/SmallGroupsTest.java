package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.SmallGroups.Rules;
import org.sneakyklaus.matching.Tightness.SingleCircle;

/** What is found agrees with trying everything. */
@Domain(SmallGroups.class)
@Domain(DomainContext.Global.class)
class SmallGroupsTest {

    private static final int BY_SEARCH = 0;

    @Property
    void anObstacleIsNamedExactlyWhenThereIsNoPairing(@ForAll MatchingProblem problem) {
        assertThat(Feasibility.obstacle(problem).isPresent())
                .isEqualTo(Enumeration.pairings(problem).isEmpty());
    }

    @Property
    void anObstacleNamesAsFewAsPossible(@ForAll MatchingProblem problem) {
        Assume.that(Feasibility.obstacle(problem).isPresent());
        Infeasible obstacle = Feasibility.obstacle(problem).orElseThrow();
        Verdicts.check(problem, obstacle);
        assertThat(Obstacles.named(obstacle)).isEqualTo(Obstacles.fewestNamed(problem));
    }

    @Property
    void anObstacleOfALargeGroupCannotBeShrunk(@ForAll MatchingProblem problem) {
        MaximumMatching matching = MaximumMatching.of(problem.gifts());
        int leftOut = matching.leftOut().cardinality();
        Assume.that(leftOut > 0);
        Infeasible obstacle = SmallestObstacle.of(problem.people(), matching, BY_SEARCH);
        Verdicts.check(problem, obstacle);
        assertThat(Obstacles.canBeShrunk(obstacle, problem)).isFalse();
        if (leftOut == 1) {
            assertThat(Obstacles.named(obstacle)).isEqualTo(Obstacles.fewestNamed(problem));
        }
    }

    @Property
    void eachRuleWhoseRemovalIsEnoughIsFound(@ForAll Rules rules) {
        Assume.that(Feasibility.obstacle(rules.problem()).isPresent());
        List<Integer> expected = IntStream.range(0, rules.rules().size())
                .filter(rule -> !Enumeration.pairings(rules.without(rule)).isEmpty())
                .boxed()
                .toList();
        assertThat(Remedies.among(rules.rules(), rules.problem(), Integer.MAX_VALUE))
                .isEqualTo(expected);
    }

    @Property
    void tightnessIsToldOfWhatMayBeDrawn(@ForAll MatchingProblem problem) {
        List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
        Assume.that(!pairings.isEmpty());
        List<Map<Long, Long>> circles = Enumeration.circles(problem);
        List<Map<Long, Long>> draws = circles.isEmpty() ? pairings : circles;
        Tightness tightness = Tightness.of(problem);
        assertThat(tightness.singleCircle())
                .isEqualTo(circles.isEmpty() ? SingleCircle.IMPOSSIBLE : SingleCircle.POSSIBLE);
        assertThat(tightness.forced()).isEqualTo(forced(problem, draws));
        assertThat(tightness.isOnlyOneDraw()).isEqualTo(draws.size() == 1);
    }

    @Property
    void tightnessOfALargeGroupIsToldOfAllPairings(@ForAll MatchingProblem problem) {
        List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
        Assume.that(!pairings.isEmpty());
        Tightness tightness = Tightness.of(problem, BY_SEARCH);
        assertThat(tightness.forced()).isEqualTo(forced(problem, pairings));
        assertThat(tightness.isOnlyOneDraw()).isEqualTo(pairings.size() == 1);
        if (tightness.singleCircle() != SingleCircle.UNKNOWN) {
            assertThat(tightness.singleCircle() == SingleCircle.IMPOSSIBLE)
                    .isEqualTo(Enumeration.circles(problem).isEmpty());
        }
    }

    private static Set<Long> forced(MatchingProblem problem, List<Map<Long, Long>> draws) {
        return problem.people().stream()
                .filter(giver ->
                        draws.stream().map(draw -> draw.get(giver)).distinct().count() == 1)
                .collect(Collectors.toSet());
    }

    @Property
    void aMendIsOneOfTheBest(@ForAll Mends mend, @ForAll long seed) {
        Random random = new Random(seed);
        List<Map<Long, Long>> best = mend.best();
        if (best.isEmpty()) {
            assertThat(mend.isImpossible(random)).isTrue();
        } else {
            assertThat(mend.possible()).contains(mend.mended(random));
            assertThat(mend.fewestSearched(random)).isEqualTo(mend.changes(best.get(0)));
        }
    }
}
