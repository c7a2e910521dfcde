package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

class MatcherTest {

    private final Random random = new Random(1);

    @Test
    void agreesWithTryingEverything() {
        int matched = 0;
        int infeasible = 0;
        for (int i = 0; i < 2_000; i++) {
            MatchingProblem problem = Problems.random(random.nextInt(3, 8), random.nextDouble(), random);
            MatchingResult result = Matcher.draw(problem, random);
            Verdicts.check(problem, result);
            List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
            if (result instanceof Matched found) {
                matched++;
                assertThat(pairings).contains(found.receiverByGiver());
                assertThat(found.isSingleCircle())
                        .isEqualTo(!Enumeration.circles(problem).isEmpty());
            } else {
                infeasible++;
                assertThat(pairings).isEmpty();
            }
        }
        assertThat(matched).isGreaterThan(500);
        assertThat(infeasible).isGreaterThan(500);
    }

    @Test
    void fiftyPeopleUnderAnyRulesGetAPairingOrAReason() {
        int infeasible = 0;
        for (int i = 0; i < 1_000; i++) {
            MatchingProblem problem = Problems.random(50, i % 10 == 0 ? 0.93 : 0.9 * random.nextDouble(), random);
            MatchingResult result = Matcher.draw(problem, random, 1_000);
            Verdicts.check(problem, result);
            infeasible += result instanceof Infeasible ? 1 : 0;
        }
        assertThat(infeasible).isBetween(20, 980);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 13, 14, 15, 16, 100, 1_000})
    void peopleWithoutRulesFormOneCircle(int people) {
        MatchingProblem problem = Problems.free(people);
        MatchingResult result = Matcher.draw(problem, random);
        Verdicts.check(problem, result);
        assertThat(((Matched) result).isSingleCircle()).isTrue();
    }

    @Test
    void aCoupleThatGivesToEachOtherIsDrawnAmongMany() {
        MatchingProblem problem = Problems.apart(20, 2);
        MatchingResult result = Matcher.draw(problem, random);
        Verdicts.check(problem, result);
        assertThat(((Matched) result).receiverByGiver()).containsEntry(0L, 1L).containsEntry(1L, 0L);
    }

    @Test
    void twoTeamsThatGiveAcrossAreDrawn() {
        MatchingProblem problem = Problems.households(60, 30);
        MatchingResult result = Matcher.draw(problem, random);
        Verdicts.check(problem, result);
        assertThat(result).isInstanceOf(Matched.class);
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
        Matched matched = (Matched) Matcher.draw(problem, random);
        Verdicts.check(problem, matched);
        assertThat(matched.isSingleCircle()).isTrue();
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
    void tenThousandPeopleWithCouplesFormOneCircle() {
        MatchingProblem problem = Problems.households(10_000, 2);
        MatchingResult result = Assertions.assertTimeout(Duration.ofSeconds(5), () -> Matcher.draw(problem, random));
        Verdicts.check(problem, result);
        assertThat(((Matched) result).isSingleCircle()).isTrue();
    }

    @Test
    void theSameRandomNumbersGiveTheSameDraw() {
        MatchingProblem problem = Problems.households(40, 4);
        assertThat(Matcher.draw(problem, new Random(9))).isEqualTo(Matcher.draw(problem, new Random(9)));
        assertThat(Matcher.draw(problem, new Random(9))).isNotEqualTo(Matcher.draw(problem, new Random(10)));
    }
}
