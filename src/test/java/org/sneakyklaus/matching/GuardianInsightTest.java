package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.sneakyklaus.matching.GuardianInsight.guardiansWhoCouldWorkOut;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.GuardianSearch.Effort;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Matched;

class GuardianInsightTest {

    private final Random random = new Random(20261128);

    /** Enumerates all draws, and for each of them all others that look the same to a guardian. */
    @Test
    void upToEightPeopleItIsExact() {
        Map<String, Integer> cases = new HashMap<>();
        for (int i = 0; i < 900; i++) {
            boolean inTwo = i % 3 == 0;
            int people = inTwo ? random.nextInt(6, 9) : i % 50 == 1 ? 8 : random.nextInt(4, 8);
            MatchingProblem rules = inTwo
                    ? inTwo(people, random.nextDouble(0.2))
                    : Problems.random(people, random.nextDouble(0.6), random);
            Map<Long, Long> guardianOf = guardians(people, i % 10 == 2 ? 6 : 3);
            MatchingProblem problem = i % 10 == 1 ? rules : fair(rules, guardianOf);

            Set<Long> found = guardiansWhoCouldWorkOut(problem, guardianOf);

            List<Map<Long, Long>> draws = draws(problem);
            assertThat(found).as("%s, %s", draws, guardianOf).isEqualTo(enumerated(draws, guardianOf));
            if (!draws.isEmpty()) {
                boolean circle = Problems.singleCircle(problem) == SingleCircle.POSSIBLE;
                cases.merge(circle + " " + found.size(), 1, Integer::sum);
            }
        }
        assertThat(cases.keySet())
                .containsExactlyInAnyOrder("true 0", "true 1", "true 2", "false 0", "false 1", "false 2");
        assertThat(cases.values()).allMatch(times -> times > 5);
    }

    /** Some give only among themselves, and so do the others. */
    private MatchingProblem inTwo(int people, double density) {
        long first = random.nextLong(2, people - 1);
        Rules rules = new Rules(Problems.people(people))
                .forbid(Problems.random(people, density, random).forbidden());
        for (long person = 0; person < people; person++) {
            rules.only(
                    person,
                    person < first
                            ? LongStream.range(0, first).boxed().toList()
                            : LongStream.range(first, people).boxed().toList());
        }
        return rules.problem();
    }

    /** One or two look after up to so many others. */
    private Map<Long, Long> guardians(int people, int most) {
        List<Long> shuffled = new ArrayList<>(Problems.people(people));
        Collections.shuffle(shuffled, random);
        int guardians = random.nextInt(1, 3);
        int end = random.nextInt(guardians + 1, Math.min(people, guardians + most) + 1);
        Map<Long, Long> guardianOf = new HashMap<>();
        shuffled.subList(guardians, end)
                .forEach(person -> guardianOf.put(person, shuffled.get(random.nextInt(guardians))));
        return guardianOf;
    }

    /** The same rules, and no one draws their guardian. */
    private static MatchingProblem fair(MatchingProblem problem, Map<Long, Long> guardianOf) {
        Rules rules = new Rules(problem.people()).forbid(problem.forbidden());
        guardianOf.forEach((person, guardian) -> rules.forbid(Set.of(new Pair(person, guardian))));
        return rules.problem();
    }

    private static List<Map<Long, Long>> draws(MatchingProblem problem) {
        List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
        List<Map<Long, Long>> circles = pairings.stream()
                .filter(pairing -> new Matched(pairing).circles() == Circles.ONE)
                .toList();
        return circles.isEmpty() ? pairings : circles;
    }

    private static Set<Long> enumerated(List<Map<Long, Long>> draws, Map<Long, Long> guardianOf) {
        return guardianOf.values().stream()
                .filter(guardian ->
                        draws.stream()
                                .collect(Collectors.groupingBy(draw -> view(guardian, guardianOf, draw)))
                                .values()
                                .stream()
                                .anyMatch(alike -> tells(guardian, guardianOf, alike)))
                .collect(Collectors.toSet());
    }

    private static Set<Long> knownTo(long guardian, Map<Long, Long> guardianOf) {
        Set<Long> known = new TreeSet<>(Set.of(guardian));
        guardianOf.forEach((person, theirs) -> known.addAll(theirs == guardian ? Set.of(person) : Set.of()));
        return known;
    }

    private static List<Long> view(long guardian, Map<Long, Long> guardianOf, Map<Long, Long> draw) {
        return knownTo(guardian, guardianOf).stream().map(draw::get).toList();
    }

    private static boolean tells(long guardian, Map<Long, Long> guardianOf, List<Map<Long, Long>> alike) {
        Set<Long> known = knownTo(guardian, guardianOf);
        Map<Long, Long> draw = alike.get(0);
        return draw.entrySet().stream()
                .filter(pair -> !known.contains(pair.getKey()) || pair.getValue() == guardian)
                .anyMatch(pair ->
                        alike.stream().allMatch(other -> pair.getValue().equals(other.get(pair.getKey()))));
    }

    /** Draws from larger groups, and looks at what the guardian's people see of them. */
    @Test
    void noGuardianIsMissedWhoIsShownMore() {
        int told = 0;
        int found = 0;
        for (int i = 0; i < 500; i++) {
            int people = 2 * (i % 2 == 0 ? random.nextInt(5, 8) : random.nextInt(12, 20));
            Map<Long, Long> guardianOf = guardians(people, 6);
            MatchingProblem problem = fair(
                    switch (i % 5) {
                        case 0, 1 -> Problems.lists(people, random.nextInt(4, 8), random);
                        case 2, 3 -> Problems.households(people, random.nextInt(2, 5), random.nextInt(3), random);
                        default -> Problems.twoTeams(people);
                    },
                    guardianOf);
            if (Matcher.draw(problem, random, new LargeDraw.Effort(0, 0, 1_000)) instanceof Matched matched) {
                Set<Long> could = guardiansWhoCouldWorkOut(problem, guardianOf);
                found += could.size();
                for (long guardian : Set.copyOf(guardianOf.values())) {
                    if (tells(matched, problem, knownTo(guardian, guardianOf))) {
                        told++;
                        assertThat(could).contains(guardian);
                    }
                }
            }
        }
        assertThat(told).isBetween(50, found - 50);
        assertThat(found).isLessThan(500);
    }

    private static boolean tells(Matched matched, MatchingProblem problem, Set<Long> known) {
        Rules rules = new Rules(problem.people()).forbid(problem.forbidden());
        known.forEach(
                giver -> rules.only(giver, Set.of(matched.receiverByGiver().get(giver))));
        return !known.containsAll(DrawAnalysis.of(rules.problem()).forced());
    }

    /** Two of four leave two, who have only each other or the guardian; of five, three can still form two circles. */
    @ParameterizedTest
    @CsvSource({"4, 1, true", "5, 1, false", "5, 2, true", "6, 2, false", "8, 5, true", "8, 4, false"})
    void withoutOtherRulesThreeOthersAreEnough(int people, int children, boolean tells) {
        Map<Long, Long> guardianOf = children(0, children);
        assertThat(guardiansWhoCouldWorkOut(fair(Problems.free(people), guardianOf), guardianOf))
                .isEqualTo(tells ? Set.of(0L) : Set.of());
    }

    /** Who knows four of five recipients in the other team knows the fifth; who knows all five need not know more. */
    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true", "4, false"})
    void aGuardianOfMostOfATeamKnowsTheRest(int children, boolean tells) {
        assertThat(guardiansWhoCouldWorkOut(Problems.twoTeams(10), children(0, children)))
                .isEqualTo(tells ? Set.of(0L) : Set.of());
    }

    @Test
    void aPersonWithAsFewRecipientsAsAGuardianSeesIsTold() {
        Map<Long, Long> guardianOf = children(0, 2);
        for (int receivers = 3; receivers < 6; receivers++) {
            MatchingProblem problem = new Rules(Problems.people(40))
                    .only(20, LongStream.range(30, 30 + receivers).boxed().toList())
                    .problem();
            assertThat(guardiansWhoCouldWorkOut(fair(problem, guardianOf), guardianOf))
                    .as("%s recipients", receivers)
                    .isEqualTo(receivers < 5 ? Set.of(0L) : Set.of());
        }
    }

    @Test
    void aGuardianIsToldByAChildWhoMayDrawThem() {
        Map<Long, Long> guardianOf = children(0, 1);
        MatchingProblem problem = Problems.free(30);
        assertThat(guardiansWhoCouldWorkOut(problem, guardianOf)).containsExactly(0L);
        assertThat(guardiansWhoCouldWorkOut(fair(problem, guardianOf), guardianOf))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30, 2, 2", "30, 2, 10", "100, 48, 3", "300, 4, 10", "2000, 2, 10"})
    void largeGroupsWithFewRulesNeedNoSearch(int people, int household, int children) {
        Map<Long, Long> guardianOf = children(0, children);
        MatchingProblem problem = fair(Problems.households(people, household), guardianOf);
        assertThat(guardiansWhoCouldWorkOut(problem, guardianOf, new Effort(0))).isEmpty();
    }

    @Test
    void eachGuardianIsLookedAtAlone() {
        Map<Long, Long> guardianOf = new HashMap<>();
        for (long guardian = 0; guardian < 400; guardian += 4) {
            guardianOf.putAll(children(guardian, 2));
        }
        assertThat(guardiansWhoCouldWorkOut(Problems.households(400, 4), guardianOf, new Effort(0)))
                .isEmpty();
        guardianOf.putAll(children(396, 3));
        MatchingProblem problem = new Rules(Problems.people(401))
                .forbid(Problems.households(400, 4).forbidden())
                .only(400, List.of(0L, 1L, 2L, 3L, 4L))
                .problem();
        assertThat(guardiansWhoCouldWorkOut(problem, guardianOf)).containsExactly(396L);
    }

    @Test
    void whereTheSearchEndsEarlyAGuardianIsNamed() {
        Map<Long, Long> guardianOf = children(0, 1);
        MatchingProblem problem = Problems.twoTeams(10);
        assertThat(guardiansWhoCouldWorkOut(problem, guardianOf)).isEmpty();
        assertThat(guardiansWhoCouldWorkOut(problem, guardianOf, new Effort(0))).containsExactly(0L);
    }

    @Test
    void withoutAPairingThereIsNothingToWorkOut() {
        assertThat(guardiansWhoCouldWorkOut(Problems.sixForFive(20), children(0, 3)))
                .isEmpty();
        assertThat(guardiansWhoCouldWorkOut(Problems.free(3), Map.of())).isEmpty();
    }

    @Test
    void guardiansTakePartAndAreNotLookedAfter() {
        MatchingProblem problem = Problems.free(5);
        assertThatIllegalArgumentException().isThrownBy(() -> guardiansWhoCouldWorkOut(problem, Map.of(1L, 7L)));
        assertThatIllegalArgumentException().isThrownBy(() -> guardiansWhoCouldWorkOut(problem, Map.of(7L, 1L)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guardiansWhoCouldWorkOut(problem, Map.of(1L, 2L, 2L, 3L)));
    }

    private static Map<Long, Long> children(long guardian, int count) {
        return LongStream.rangeClosed(1, count).boxed().collect(Collectors.toMap(i -> guardian + i, i -> guardian));
    }
}
