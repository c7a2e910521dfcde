package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class PairingRepairTest {

    private final Random random = new Random(20261224);

    record RepairCase(
            String id,
            int people,
            List<List<Long>> draw,
            List<Long> leave,
            List<Long> join,
            List<List<Long>> forbidden,
            boolean feasible,
            int changes) {

        Repairs repair() {
            List<Long> now = LongStream.range(0, people + join.size())
                    .boxed()
                    .filter(person -> !leave.contains(person))
                    .toList();
            Map<Long, Long> previous =
                    draw.stream().collect(Collectors.toMap(gift -> gift.get(0), gift -> gift.get(1)));
            return new Repairs(new MatchingProblem(now, pairs(forbidden)), previous);
        }

        private static Set<Pair> pairs(List<List<Long>> forbidden) {
            return forbidden.stream()
                    .map(pair -> new Pair(pair.get(0), pair.get(1)))
                    .collect(Collectors.toSet());
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static List<RepairCase> cases() throws IOException {
        try (InputStream json = PairingRepairTest.class.getResourceAsStream("/matching/repair-cases.json")) {
            return JsonMapper.builder()
                    .disable(
                            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(Objects.requireNonNull(json), new TypeReference<List<RepairCase>>() {});
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void knownCasesAreMendedWithTheProvenNumberOfChanges(RepairCase repairCase) {
        Repairs repair = repairCase.repair();
        if (!repairCase.feasible()) {
            assertThat(repair.isImpossible(random)).isTrue();
            return;
        }
        assertThat(repair.fewestSearched(random)).isEqualTo(repairCase.changes());
        int mostMore = repair.isInTheWay() ? PairingRepair.OTHERS : 0;
        for (int i = 0; i < 100; i++) {
            assertThat(repair.changes(repair.repaired(random)))
                    .isBetween(repairCase.changes(), repairCase.changes() + mostMore);
        }
    }

    /** Who knew that nobody but them has to change would know who gives to their receiver from then on. */
    @Test
    void whoeverMustChangeThoughTheirReceiverStaysCannotTellWhoGivesToThatReceiverNow() {
        // 0 gave to 9, who left and gave to 1; but 0 may not give to 1.
        Map<Long, Long> previous = new HashMap<>(Map.of(0L, 9L, 9L, 1L, 8L, 0L));
        LongStream.range(1, 8).forEach(giver -> previous.put(giver, giver + 1));
        Repairs repair =
                new Repairs(new MatchingProblem(Problems.people(9), Set.of(new Pair(0, 1), new Pair(1, 0))), previous);
        int changed = 0;
        int known = 0;
        for (int i = 0; i < 3_000; i++) {
            Map<Long, Long> repaired = repair.repaired(random);
            if (!Objects.equals(repaired.get(4L), 5L)) {
                changed++;
                known += Objects.equals(repaired.get(0L), 5L) ? 1 : 0;
            }
        }
        assertThat(changed).isBetween(500, 2_000);
        assertThat(known / (double) changed).isLessThan(0.45);
    }

    @Test
    void whoJoinsIsPutIntoAnyPresentGiftThatMayBecomeTwo() {
        for (MatchingProblem problem : List.of(
                Problems.free(8),
                Problems.households(8, 2),
                new MatchingProblem(
                        Problems.people(8), Set.of(new Pair(7, 0), new Pair(0, 7), new Pair(3, 7), new Pair(7, 5))))) {
            Map<Long, Long> present = Map.of(0L, 2L, 2L, 4L, 4L, 6L, 6L, 1L, 1L, 3L, 3L, 5L, 5L, 0L);
            List<Map<Long, Long>> places = Enumeration.pairings(problem).stream()
                    .filter(pairing -> splitsOne(present, pairing))
                    .toList();
            assertThat(places).hasSizeBetween(3, 7);
            equallyLikely(places, () -> letIn(problem, present));
        }
    }

    @Test
    void whereNoGiftMayBecomeTwoTheFewestChange() {
        // 5 may give to 0 and 1 only, whose givers 4 and 0 may not give to 5.
        MatchingProblem problem = new MatchingProblem(
                Problems.people(6),
                Set.of(new Pair(5, 2), new Pair(5, 3), new Pair(5, 4), new Pair(4, 5), new Pair(0, 5)));
        Repairs repair = new Repairs(problem, circle(5));
        for (int i = 0; i < 50; i++) {
            assertThat(repair.possible()).contains(letIn(problem, circle(5)));
        }
    }

    private Map<Long, Long> letIn(MatchingProblem problem, Map<Long, Long> present) {
        MatchingResult result = PairingRepair.letIn(problem.people().size() - 1, problem, present, random);
        Verdicts.check(problem, result);
        return ((MatchingResult.Matched) result).receiverByGiver();
    }

    private static boolean splitsOne(Map<Long, Long> present, Map<Long, Long> pairing) {
        Long newcomer = (long) present.size();
        List<Long> changed = present.keySet().stream()
                .filter(giver -> !Objects.equals(present.get(giver), pairing.get(giver)))
                .toList();
        return changed.size() == 1
                && newcomer.equals(pairing.get(changed.get(0)))
                && Objects.equals(pairing.get(newcomer), present.get(changed.get(0)));
    }

    /** Each of these comes as often as chance has it, and no other. */
    private static void equallyLikely(List<Map<Long, Long>> outcomes, Supplier<Map<Long, Long>> drawn) {
        int samples = 1_000;
        Map<Map<Long, Long>, Integer> counts = new HashMap<>();
        for (int i = 0; i < samples * outcomes.size(); i++) {
            counts.merge(drawn.get(), 1, Integer::sum);
        }
        double chiSquare = outcomes.stream()
                .mapToDouble(pairing -> Math.pow(counts.getOrDefault(pairing, 0) - samples, 2) / samples)
                .sum();
        assertThat(outcomes).containsAll(counts.keySet());
        assertThat(chiSquare).isLessThan(outcomes.size() + 4 * Math.sqrt(2.0 * outcomes.size()));
    }

    @Test
    void aPairingThatStillHoldsStays() {
        Repairs repair = new Repairs(Problems.households(40, 2), shifted(40, 2));
        assertThat(repair.repaired(random)).isEqualTo(repair.previous());
    }

    @Test
    void aRuleMadeSinceIsKept() {
        MatchingProblem problem = new MatchingProblem(Problems.people(6), Set.of(new Pair(0, 1)));
        Repairs repair = new Repairs(problem, circle(6));
        assertThat(repair.possible()).contains(repair.repaired(random));
        assertThat(repair.fewestSearched(random)).isEqualTo(2);
    }

    @Test
    void thePeopleWhoMakeAMendImpossibleAreNamed() {
        Set<Pair> forbidden = Set.of(new Pair(3, 0), new Pair(3, 1), new Pair(3, 2));
        MatchingProblem problem = new MatchingProblem(Problems.people(4), forbidden);
        MatchingResult result = PairingRepair.repair(problem, circle(3), random);
        assertThat(result).isEqualTo(new Infeasible(Set.of(3L), Set.of()));
    }

    @Test
    void equallyGoodMendsAreEquallyLikely() {
        Map<Long, Long> previous = new HashMap<>(circle(5));
        previous.remove(4L);
        Repairs repair = new Repairs(Problems.households(6, 2), previous);
        List<Map<Long, Long>> best = repair.possible();
        assertThat(best).hasSizeBetween(4, 100);
        equallyLikely(best, () -> repair.repaired(random));
    }

    @Test
    void fiftyPeopleUnderAnyRulesGetAMendOrAReason() {
        int impossible = 0;
        for (int i = 0; i < 1_000; i++) {
            Repairs repair = randomRepair(50, random.nextInt(8), random.nextInt(8));
            impossible += repair.repaired(random).isEmpty() ? 1 : 0;
        }
        assertThat(impossible).isBetween(50, 950);
    }

    @Test
    void aThousandPeopleChangeOnlyWhereTheyMust() {
        List<Long> now = LongStream.range(3, 1_003).boxed().toList();
        Set<Pair> households = new HashSet<>(Problems.households(1_003, 4).forbidden());
        households.removeIf(pair -> pair.giver() < 3 || pair.receiver() < 3);
        Repairs repair = new Repairs(new MatchingProblem(now, households), shifted(1_000, 4));
        assertThat(repair.changes(repair.repaired(random))).isEqualTo(6);
    }

    @Test
    void theSameRandomNumbersGiveTheSameMend() {
        for (int people : List.of(8, 40)) {
            Repairs repair = new Repairs(Problems.households(people, 2), circle(people - 2));
            assertThat(repair.repaired(new Random(9)))
                    .isEqualTo(repair.repaired(new Random(9)))
                    .isNotEqualTo(repair.repaired(new Random(10)));
        }
    }

    @Test
    void twoGiversWithOneReceiverAreRefused() {
        MatchingProblem problem = Problems.free(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairingRepair.repair(problem, Map.of(0L, 2L, 1L, 2L), random));
    }

    /** The first leave; the last are new; rules between none and nearly all. */
    private Repairs randomRepair(int people, int left, int joined) {
        MatchingProblem everybody = Problems.random(people + left, 0.96 * random.nextDouble(), random);
        List<Long> now = everybody.people().subList(left, people + left);
        Set<Pair> forbidden = everybody.forbidden().stream()
                .filter(pair -> now.contains(pair.giver()) && now.contains(pair.receiver()))
                .collect(Collectors.toSet());
        int before = people + left - joined;
        return new Repairs(new MatchingProblem(now, forbidden), circle(before));
    }

    private static Map<Long, Long> circle(int people) {
        return shifted(people, 1);
    }

    private static Map<Long, Long> shifted(int people, int by) {
        return LongStream.range(0, people)
                .boxed()
                .collect(Collectors.toMap(giver -> giver, giver -> (giver + by) % people));
    }
}
