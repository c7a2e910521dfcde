package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

class MatcherTest {

    private static final LargeDraw.Effort LITTLE = new LargeDraw.Effort(10_000, 1_000_000, 50_000);

    private final Random random = new Random(1);

    @Test
    void fiftyPeopleUnderAnyRulesGetAPairingOrAReason() {
        int infeasible = 0;
        int several = 0;
        for (int i = 0; i < 1_000; i++) {
            MatchingProblem problem = Problems.random(50, i % 4 == 0 ? 0.93 : 0.9 * random.nextDouble(), random);
            MatchingResult result = Matcher.draw(problem, random, new LargeDraw.Effort(10_000, 100_000, 10_000));
            Verdicts.check(problem, result);
            assertThat(result instanceof Matched).isEqualTo(Verdicts.hasPairing(problem));
            infeasible += result instanceof Infeasible ? 1 : 0;
            several += result instanceof Matched matched && matched.circles() != Circles.ONE ? 1 : 0;
        }
        assertThat(infeasible).isBetween(100, 900);
        assertThat(several).isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 13, 14, 15, 16, 100, 1_000})
    void peopleWithoutRulesFormOneCircle(int people) {
        MatchingProblem problem = Problems.free(people);
        MatchingResult result = Matcher.draw(problem, random);
        Verdicts.check(problem, result);
        assertThat(((Matched) result).circles()).isEqualTo(Circles.ONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 20, 60, 1_100})
    void aCoupleThatGivesToEachOtherIsDrawnAmongMany(int people) {
        MatchingProblem problem = Problems.apart(people, 2);
        Matched matched = (Matched) Matcher.draw(problem, random);
        Verdicts.check(problem, matched);
        assertThat(matched.receiverByGiver()).containsEntry(0L, 1L).containsEntry(1L, 0L);
        assertThat(matched.circles()).isEqualTo(Circles.SEVERAL_PROVEN);
        assertThat(Problems.singleCircle(problem)).isEqualTo(SingleCircle.IMPOSSIBLE);
    }

    /** 0 and 1 give to each other, since nobody else may give to 0, although 1 may also give to others. */
    @Test
    void peopleWhoMustGiveToEachOtherAreProofEnough() {
        Rules rules = new Rules(Problems.people(30)).only(0, Set.of(1L));
        Problems.people(30).subList(2, 30).forEach(giver -> rules.forbid(Set.of(new Pair(giver, 0))));
        MatchingProblem problem = rules.problem();
        Matched matched = (Matched) Matcher.draw(problem, random, LITTLE);
        Verdicts.check(problem, matched);
        assertThat(matched.circles()).isEqualTo(Circles.SEVERAL_PROVEN);
        assertThat(Problems.singleCircle(problem)).isEqualTo(SingleCircle.IMPOSSIBLE);
    }

    static Stream<MatchingProblem> hardProblems() {
        Random random = new Random(5);
        return Stream.of(20, 100, 1_000)
                .flatMap(people -> Stream.of(
                        Problems.twoTeams(people),
                        Problems.households(people, people / 2),
                        Problems.managersAndTrainees(people / 2),
                        Problems.households(people, 4, 3, random),
                        Problems.lists(people, 3, random),
                        Problems.lists(people, 2, random)));
    }

    @ParameterizedTest
    @MethodSource("hardProblems")
    void aSingleCircleIsFoundUnderHardRules(MatchingProblem problem) {
        MatchingResult result = Matcher.draw(problem, random, LITTLE);
        Verdicts.check(problem, result);
        assertThat(((Matched) result).circles()).isEqualTo(Circles.ONE);
        assertThat(Problems.singleCircle(problem)).isEqualTo(SingleCircle.POSSIBLE);
    }

    /** Three groups share two people, through whom a circle could only connect two of the groups. */
    @Test
    void severalCirclesWithoutProofAreToldApart() {
        MatchingProblem problem = Problems.sharing(30, 2, 10);
        Matched matched = (Matched) Matcher.draw(problem, random, LITTLE);
        Verdicts.check(problem, matched);
        assertThat(matched.circles()).isEqualTo(Circles.SEVERAL_FOUND);
        assertThat(Problems.singleCircle(problem)).isEqualTo(SingleCircle.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 20, 41, 101})
    void groupsThatShareOnePersonGetAProof(int people) {
        MatchingProblem problem = Problems.sharing(people, 1, people / 2);
        Matched matched = (Matched) Matcher.draw(problem, random, LITTLE);
        Verdicts.check(problem, matched);
        assertThat(matched.circles()).isEqualTo(Circles.SEVERAL_PROVEN);
        assertThat(Problems.singleCircle(problem)).isEqualTo(SingleCircle.IMPOSSIBLE);
    }

    @Test
    void theOnlyPairingOfManyIsFound() {
        int people = 300;
        Set<Pair> forbidden = new HashSet<>();
        for (int giver = 0; giver < people; giver++) {
            int most = giver == people - 1 ? 0 : giver + 1;
            for (int receiver = most + 1; receiver < people; receiver++) {
                if (receiver != giver) {
                    forbidden.add(new Pair(giver, receiver));
                }
            }
        }
        MatchingProblem problem = new MatchingProblem(Problems.people(people), forbidden);
        Matched matched = (Matched) Matcher.draw(problem, random, LITTLE);
        Verdicts.check(problem, matched);
        assertThat(matched.circles()).isEqualTo(Circles.ONE);
    }

    @Test
    void aFamilyLargerThanTheRestIsNamedAsTheReason() {
        Set<Pair> forbidden = new HashSet<>();
        for (int one = 0; one < 31; one++) {
            for (int other = 0; other < 31; other++) {
                if (one != other) {
                    forbidden.add(new Pair(one, other));
                }
            }
        }
        MatchingProblem problem = new MatchingProblem(Problems.people(61), forbidden);
        Infeasible infeasible = (Infeasible) Matcher.draw(problem, random);
        Verdicts.check(problem, infeasible);
        assertThat(infeasible.givers()).hasSize(31).allMatch(giver -> giver < 31);
        assertThat(infeasible.receivers()).hasSize(30).allMatch(receiver -> receiver >= 31);
    }

    @Test
    void tenThousandPeopleFormOneCircle() {
        for (MatchingProblem problem : List.of(Problems.households(10_000, 2), Problems.twoTeams(10_000))) {
            Matched matched = (Matched) Matcher.draw(problem, random, LITTLE);
            Verdicts.check(problem, matched);
            assertThat(matched.circles()).isEqualTo(Circles.ONE);
        }
    }

    @Test
    void theSameRandomNumbersGiveTheSameDraw() {
        MatchingProblem problem = Problems.households(40, 4);
        assertThat(Matcher.draw(problem, new Random(9))).isEqualTo(Matcher.draw(problem, new Random(9)));
        assertThat(Matcher.draw(problem, new Random(9))).isNotEqualTo(Matcher.draw(problem, new Random(10)));
    }
}
