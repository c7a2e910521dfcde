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
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.SmallGroups.Rules;

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
        DrawAnalysis analysis = DrawAnalysis.of(problem);
        assertThat(analysis.singleCircle())
                .isEqualTo(circles.isEmpty() ? SingleCircle.IMPOSSIBLE : SingleCircle.POSSIBLE);
        assertThat(analysis.forced()).isEqualTo(forced(problem, draws));
        assertThat(analysis.isOnlyOneDraw()).isEqualTo(draws.size() == 1);
    }

    @Property
    void tightnessOfALargeGroupIsToldOfAllPairings(@ForAll MatchingProblem problem) {
        List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
        Assume.that(!pairings.isEmpty());
        DrawAnalysis analysis = DrawAnalysis.of(problem, BY_SEARCH);
        assertThat(analysis.forced()).isEqualTo(forced(problem, pairings));
        assertThat(analysis.isOnlyOneDraw()).isEqualTo(pairings.size() == 1);
        if (analysis.singleCircle() != SingleCircle.UNKNOWN) {
            assertThat(analysis.singleCircle() == SingleCircle.IMPOSSIBLE)
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
    void aMendIsOneOfTheBest(@ForAll Repairs repair, @ForAll long seed) {
        Random random = new Random(seed);
        List<Map<Long, Long>> best = repair.best();
        if (best.isEmpty()) {
            assertThat(repair.isImpossible(random)).isTrue();
        } else {
            assertThat(repair.possible()).contains(repair.repaired(random));
            assertThat(repair.fewestSearched(random)).isEqualTo(repair.changes(best.get(0)));
        }
    }
}
