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
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.Mends.Changes;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class MenderTest {

    private static final int BY_SEARCH = 0;
    private static final int BY_COUNTING = 16;

    private final Random random = new Random(20261224);

    record RepairCase(
            String id,
            int people,
            List<List<Long>> draw,
            List<Long> leave,
            List<Long> join,
            Set<Long> revealed,
            List<List<Long>> forbidden,
            boolean feasible,
            int changes,
            int revealedChanged) {

        Mends mend() {
            List<Long> now = LongStream.range(0, people + join.size())
                    .boxed()
                    .filter(person -> !leave.contains(person))
                    .toList();
            Map<Long, Long> previous =
                    draw.stream().collect(Collectors.toMap(gift -> gift.get(0), gift -> gift.get(1)));
            return new Mends(new MatchingProblem(now, pairs(forbidden)), previous, revealed);
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
        try (InputStream json = MenderTest.class.getResourceAsStream("/matching/repair-cases.json")) {
            return JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(Objects.requireNonNull(json), new TypeReference<List<RepairCase>>() {});
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void knownCasesAreMendedWithTheProvenNumberOfChanges(RepairCase repairCase) {
        Mends mend = repairCase.mend();
        Changes least = new Changes(repairCase.changes(), repairCase.revealedChanged());
        for (int i = 0; i < 100; i++) {
            assertThat(mend.changes(mend.mended(random, BY_COUNTING))).isEqualTo(least);
            assertThat(mend.changes(mend.mended(random, BY_SEARCH))).isEqualTo(least);
        }
    }

    @Test
    void whoeverHasLookedKeepsTheirRecipientWhileThreeHaveNot() {
        Mends mend = newcomerAmongFour(Set.of(0L, 1L));
        for (int i = 0; i < 50; i++) {
            assertThat(mend.changes(mend.mended(random, BY_COUNTING))).isEqualTo(new Changes(2, 0));
            assertThat(mend.changes(mend.mended(random, BY_SEARCH))).isEqualTo(new Changes(2, 0));
        }
    }

    @Test
    void whenOnlyTwoHaveNotLookedTheChangeMayHitAnybody() {
        Mends mend = newcomerAmongFour(Set.of(0L, 1L, 2L));
        for (int exactUpTo : List.of(BY_COUNTING, BY_SEARCH)) {
            Set<Long> changed = new HashSet<>();
            for (int i = 0; i < 100; i++) {
                Map<Long, Long> pairing = mend.mended(random, exactUpTo);
                assertThat(mend.changes(pairing).changed()).isEqualTo(2);
                pairing.forEach((giver, receiver) -> {
                    if (!receiver.equals(mend.previous().get(giver))) {
                        changed.add(giver);
                    }
                });
            }
            assertThat(changed).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
        }
    }

    private static Mends newcomerAmongFour(Set<Long> looked) {
        return new Mends(Problems.free(5), circle(4), looked);
    }

    @Test
    void thoseWhoLookedAndLeftDoNotCountAmongTheHidden() {
        Set<Long> lookedAndLeft = Set.of(100L, 101L, 102L);
        Mends mend = new Mends(Problems.free(5), circle(4), lookedAndLeft);
        assertThat(mend.prefersThoseWhoHaveNotLooked()).isTrue();
        assertThat(mend.changes(mend.mended(random, BY_COUNTING))).isEqualTo(new Changes(2, 0));
    }

    @Test
    void aPairingThatStillHoldsStays() {
        Mends mend = new Mends(Problems.households(40, 2), shifted(40, 2), Set.of());
        assertThat(mend.mended(random, BY_SEARCH)).isEqualTo(mend.previous());
    }

    @Test
    void aRuleMadeSinceIsKept() {
        MatchingProblem problem = new MatchingProblem(Problems.people(6), Set.of(new Pair(0, 1)));
        Mends mend = new Mends(problem, circle(6), Set.of());
        assertThat(mend.changes(mend.mended(random, BY_COUNTING)).changed()).isEqualTo(2);
    }

    @Test
    void thePeopleWhoMakeAMendImpossibleAreNamed() {
        Set<Pair> forbidden = Set.of(new Pair(3, 0), new Pair(3, 1), new Pair(3, 2));
        MatchingProblem problem = new MatchingProblem(Problems.people(4), forbidden);
        MatchingResult result = Mender.mend(problem, circle(3), Set.of(), random);
        assertThat(result).isEqualTo(new Infeasible(Set.of(3L), Set.of()));
    }

    @Test
    void equallyGoodMendsAreEquallyLikely() {
        Map<Long, Long> previous = new HashMap<>(circle(5));
        previous.remove(4L);
        Mends mend = new Mends(Problems.households(6, 2), previous, Set.of(0L));
        List<Map<Long, Long>> best = mend.best();
        int samples = 1_000;
        Map<Map<Long, Long>, Integer> counts = new HashMap<>();
        for (int i = 0; i < samples * best.size(); i++) {
            counts.merge(mend.mended(random, Mender.EXACT_UP_TO), 1, Integer::sum);
        }
        double chiSquare = best.stream()
                .mapToDouble(pairing -> Math.pow(counts.getOrDefault(pairing, 0) - samples, 2) / samples)
                .sum();
        assertThat(best).hasSizeBetween(4, 30).containsAll(counts.keySet());
        assertThat(chiSquare).isLessThan(best.size() + 4 * Math.sqrt(2.0 * best.size()));
    }

    @Test
    void searchAndCountingAgreeOnTheFewestChanges() {
        int mended = 0;
        for (int i = 0; i < 300; i++) {
            Mends mend = randomMend(random.nextInt(9, 15), random.nextInt(4), random.nextInt(4));
            if (!mend.isImpossible(random)) {
                mended++;
                Changes searched = mend.changes(mend.mended(random, BY_SEARCH));
                Changes counted = mend.changes(mend.mended(random, BY_COUNTING));
                assertThat(searched.changed()).isEqualTo(counted.changed());
                if (mend.prefersThoseWhoHaveNotLooked()) {
                    assertThat(searched).isEqualTo(counted);
                }
            }
        }
        assertThat(mended).isBetween(100, 290);
    }

    @Test
    void fiftyPeopleUnderAnyRulesGetAMendOrAReason() {
        int impossible = 0;
        for (int i = 0; i < 1_000; i++) {
            Mends mend = randomMend(50, random.nextInt(8), random.nextInt(8));
            impossible += mend.mended(random, BY_SEARCH).isEmpty() ? 1 : 0;
        }
        assertThat(impossible).isBetween(50, 950);
    }

    @Test
    void aThousandPeopleChangeOnlyWhereTheyMust() {
        List<Long> now = LongStream.range(3, 1_003).boxed().toList();
        Set<Pair> households = new HashSet<>(Problems.households(1_003, 4).forbidden());
        households.removeIf(pair -> pair.giver() < 3 || pair.receiver() < 3);
        Mends mend = new Mends(new MatchingProblem(now, households), shifted(1_000, 4), Set.of());
        assertThat(mend.changes(mend.mended(random, BY_SEARCH)).changed()).isEqualTo(6);
    }

    @Test
    void theSameRandomNumbersGiveTheSameMend() {
        for (int people : List.of(8, 40)) {
            Mends mend = new Mends(Problems.households(people, 2), circle(people - 2), Set.of());
            assertThat(mend.mended(new Random(9), Mender.EXACT_UP_TO))
                    .isEqualTo(mend.mended(new Random(9), Mender.EXACT_UP_TO))
                    .isNotEqualTo(mend.mended(new Random(10), Mender.EXACT_UP_TO));
        }
    }

    @Test
    void twoGiversWithOneReceiverAreRefused() {
        MatchingProblem problem = Problems.free(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mender.mend(problem, Map.of(0L, 2L, 1L, 2L), Set.of(), random));
    }

    /** The first leave; the last are new; rules between none and nearly all. */
    private Mends randomMend(int people, int left, int joined) {
        MatchingProblem everybody = Problems.random(people + left, 0.96 * random.nextDouble(), random);
        List<Long> now = everybody.people().subList(left, people + left);
        Set<Pair> forbidden = everybody.forbidden().stream()
                .filter(pair -> now.contains(pair.giver()) && now.contains(pair.receiver()))
                .collect(Collectors.toSet());
        int before = people + left - joined;
        Set<Long> looked = now.stream().filter(person -> random.nextBoolean()).collect(Collectors.toSet());
        return new Mends(new MatchingProblem(now, forbidden), circle(before), looked);
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
