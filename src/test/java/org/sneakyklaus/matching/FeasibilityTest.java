package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Infeasible;

class FeasibilityTest {

    private final Random random = new Random(20261224);

    @ParameterizedTest
    @ValueSource(ints = {8, 40})
    void somebodyWhoMayGiveToNobodyIsNamedAlone(int people) {
        assertThat(obstacle(people, onlyTo(5, Set.of(), people))).isEqualTo(new Infeasible(Set.of(5L), Set.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 40})
    void somebodyToWhomNobodyMayGiveIsNamedAlone(int people) {
        assertThat(obstacle(people, Problems.reversed(onlyTo(5, Set.of(), people))))
                .isEqualTo(new Infeasible(Set.of(), Set.of(5L)));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 40})
    void ofEqualObstaclesTheFirstIsNamed(int people) {
        Set<Pair> forbidden = onlyTo(5, Set.of(), people);
        forbidden.addAll(onlyTo(2, Set.of(), people));
        forbidden.addAll(Problems.reversed(onlyTo(1, Set.of(), people)));
        assertThat(obstacle(people, forbidden)).isEqualTo(new Infeasible(Set.of(2L), Set.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 40})
    void threeWhoMayOnlyGiveToTwoAreNamed(int people) {
        Set<Pair> forbidden = new HashSet<>();
        for (long giver = 0; giver < 3; giver++) {
            forbidden.addAll(onlyTo(giver, Set.of(3L, 4L), people));
        }
        assertThat(obstacle(people, forbidden)).isEqualTo(new Infeasible(Set.of(0L, 1L, 2L), Set.of(3L, 4L)));
        assertThat(obstacle(people, Problems.reversed(forbidden)))
                .isEqualTo(new Infeasible(Set.of(3L, 4L), Set.of(0L, 1L, 2L)));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 40})
    void ofSeveralObstaclesTheSmallestIsNamed(int people) {
        Set<Pair> forbidden = new HashSet<>();
        for (long giver = 0; giver < 4; giver++) {
            forbidden.addAll(onlyTo(giver, Set.of(4L, 5L, 6L), people));
        }
        for (long giver = 7; giver < 9; giver++) {
            forbidden.addAll(onlyTo(giver, Set.of(0L), people));
        }
        assertThat(obstacle(people, forbidden)).isEqualTo(new Infeasible(Set.of(7L, 8L), Set.of(0L)));
    }

    /** Five may only give to two; any three of them are enough to name. */
    @ParameterizedTest
    @ValueSource(ints = {9, 40})
    void noMoreAreNamedThanProveIt(int people) {
        Set<Pair> forbidden = new HashSet<>();
        for (long giver = 0; giver < 5; giver++) {
            forbidden.addAll(onlyTo(giver, Set.of(6L, 7L), people));
        }
        Infeasible obstacle = obstacle(people, forbidden);
        assertThat(obstacle.givers()).hasSize(3).allMatch(giver -> giver < 5);
        assertThat(obstacle.receivers()).containsExactlyInAnyOrder(6L, 7L);
    }

    @Test
    void upToTwelvePeopleNoObstacleNamesFewer() {
        int impossible = 0;
        while (impossible < 60) {
            MatchingProblem problem = Problems.random(random.nextInt(9, 13), random.nextDouble(0.5, 0.95), random);
            Optional<Infeasible> obstacle = Feasibility.obstacle(problem);
            if (obstacle.isPresent()) {
                impossible++;
                Verdicts.check(problem, obstacle.get());
                assertThat(Obstacles.named(obstacle.get())).isEqualTo(Obstacles.fewestNamed(problem));
            }
        }
    }

    @Test
    void amongFiftyPeopleNobodyCanBeDroppedFromAnObstacle() {
        int impossible = 0;
        for (int i = 0; i < 1_000; i++) {
            MatchingProblem problem = Problems.random(50, 0.8 + 0.2 * random.nextDouble(), random);
            Optional<Infeasible> obstacle = Feasibility.obstacle(problem);
            if (obstacle.isPresent()) {
                impossible++;
                Verdicts.check(problem, obstacle.get());
                assertThat(Obstacles.canBeShrunk(obstacle.get(), problem)).isFalse();
            }
        }
        assertThat(impossible).isBetween(200, 900);
    }

    @Test
    void hundredsWhoAreLeftOutAreExplained() {
        int people = 300;
        int family = 220;
        MatchingProblem problem = household(people, family);
        Infeasible obstacle = Feasibility.obstacle(problem).orElseThrow();
        assertThat(obstacle.givers()).hasSize(people - family + 1).allMatch(giver -> giver < family);
        assertThat(obstacle.receivers()).hasSize(people - family).allMatch(receiver -> receiver >= family);
    }

    @Test
    void equalProblemsHaveTheSameObstacle() {
        MatchingProblem problem = household(30, 20);
        MatchingProblem equal = new MatchingProblem(problem.people(), new HashSet<>(problem.forbidden()));
        assertThat(Feasibility.obstacle(equal))
                .isEqualTo(Feasibility.obstacle(problem))
                .isPresent();
    }

    @Test
    void aGroupThatCanBeDrawnHasNoObstacle() {
        assertThat(Feasibility.obstacle(Problems.free(1_000))).isEmpty();
        assertThat(Feasibility.obstacle(Problems.households(60, 30))).isEmpty();
    }

    private static Infeasible obstacle(int people, Set<Pair> forbidden) {
        MatchingProblem problem = new MatchingProblem(Problems.people(people), forbidden);
        Infeasible obstacle = Feasibility.obstacle(problem).orElseThrow();
        Verdicts.check(problem, obstacle);
        return obstacle;
    }

    private static MatchingProblem household(int people, int family) {
        Set<Pair> within = Problems.households(family, family).forbidden();
        return new MatchingProblem(Problems.people(people), within);
    }

    private static Set<Pair> onlyTo(long giver, Set<Long> receivers, int people) {
        List<Long> refused = LongStream.range(0, people)
                .boxed()
                .filter(receiver -> receiver != giver && !receivers.contains(receiver))
                .toList();
        Set<Pair> forbidden = new HashSet<>();
        refused.forEach(receiver -> forbidden.add(new Pair(giver, receiver)));
        return forbidden;
    }
}
