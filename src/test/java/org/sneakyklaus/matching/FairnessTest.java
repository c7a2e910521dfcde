package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Matched;

/**
 * Pearson's chi-square test against the uniform distribution over everything that enumeration finds. A fair draw
 * exceeds the limit for one seed in a thousand; the seed is fixed, and the seen values lie well below.
 */
class FairnessTest {

    /** The 99.9 % point of chi-square with 31 degrees of freedom. */
    private static final double LIMIT_31 = 61.10;

    /** The 99.9 % point of chi-square with 79 degrees of freedom. */
    private static final double LIMIT_79 = 123.59;

    /** The 99.9 % point of chi-square with 3 degrees of freedom. */
    private static final double LIMIT_3 = 16.27;

    private static final int SAMPLES_EACH = 500;

    private final MatchingProblem couples = Problems.households(6, 2);
    private final AllowedGifts couplesGifts = AllowedGifts.of(couples);
    private final Random random = new Random(42);

    @Test
    void singleCirclesAreEquallyLikely() {
        List<Map<Long, Long>> circles = Enumeration.circles(couples);
        assertThat(circles).hasSize(32);
        assertThat(chiSquare(circles, () -> drawn(couples))).isLessThan(LIMIT_31);
    }

    @Test
    void pairingsAreEquallyLikelyWhereThereIsNoSingleCircle() {
        MatchingProblem triangles = Problems.apart(6, 3);
        List<Map<Long, Long>> pairings = Enumeration.pairings(triangles);
        assertThat(pairings).hasSize(4);
        assertThat(chiSquare(pairings, () -> drawn(triangles))).isLessThan(LIMIT_3);
    }

    @Test
    void countedPairingsAreEquallyLikely() {
        List<Map<Long, Long>> pairings = Enumeration.pairings(couples);
        assertThat(pairings).hasSize(80);
        PairingCounting counting = new PairingCounting(couplesGifts);
        assertThat(chiSquare(pairings, () -> byGiver(counting.pick(random)))).isLessThan(LIMIT_79);
    }

    @Test
    void circlesThatSurviveRejectionAreEquallyLikely() {
        Rejection rejection = new Rejection(couplesGifts, random, 1_000_000);
        assertThat(chiSquare(
                        Enumeration.circles(couples),
                        () -> byGiver(rejection.circle().orElseThrow())))
                .isLessThan(LIMIT_31);
    }

    @Test
    void pairingsThatSurviveRejectionAreEquallyLikely() {
        Rejection rejection = new Rejection(couplesGifts, random, 1_000_000);
        assertThat(chiSquare(
                        Enumeration.pairings(couples),
                        () -> byGiver(rejection.pairing().orElseThrow())))
                .isLessThan(LIMIT_79);
    }

    /**
     * Persons 0 and 1 give to each other, 2 gives to 3 or 4, and 4 receives from 2 or 5. Fairly drawn, 2 gives to 3 in
     * about one pairing of 13; a matching in random order lets that happen several times as often.
     */
    @Test
    void largerGroupsWithoutASingleCircleAreDrawnFairly() {
        int people = Matcher.EXACT_UP_TO + 1;
        Set<Pair> forbidden = new HashSet<>(Problems.apart(people, 2).forbidden());
        for (long other = 5; other < people; other++) {
            forbidden.add(new Pair(2, other));
            forbidden.add(new Pair(other, 4));
        }
        forbidden.add(new Pair(3, 4));
        forbidden.remove(new Pair(5, 4));
        MatchingProblem problem = new MatchingProblem(Problems.people(people), forbidden);
        forbidden.add(new Pair(2, 4));
        MatchingProblem twoToThree = new MatchingProblem(Problems.people(people), forbidden);
        double share = (double) new PairingCounting(AllowedGifts.of(twoToThree)).total()
                / new PairingCounting(AllowedGifts.of(problem)).total();

        int draws = 500;
        int seen = 0;
        for (int i = 0; i < draws; i++) {
            Matched matched = (Matched) Matcher.draw(problem, random, 60_000);
            seen += Objects.equals(matched.receiverByGiver().get(2L), 3L) ? 1 : 0;
        }
        double deviation = Math.sqrt(draws * share * (1 - share));
        assertThat((double) seen).isCloseTo(draws * share, within(3.3 * deviation));
    }

    @Test
    void aMatchingInRandomOrderReachesEveryPairing() {
        List<Map<Long, Long>> pairings = Enumeration.pairings(couples);
        assertThat(counts(pairings, () -> byGiver(Matcher.matchInRandomOrder(couplesGifts, random))))
                .hasSize(80);
    }

    @Test
    void countsAgreeWithEnumeration() {
        for (int i = 0; i < 200; i++) {
            MatchingProblem problem = Problems.random(random.nextInt(3, 8), 0.5 * random.nextDouble(), random);
            AllowedGifts gifts = AllowedGifts.of(problem);
            assertThat(new PairingCounting(gifts).total())
                    .isEqualTo(Enumeration.pairings(problem).size());
            assertThat(new CircleCounting(gifts).total())
                    .isEqualTo(Enumeration.circles(problem).size());
        }
    }

    @Test
    void countsOfTheLargestGroupFit() {
        AllowedGifts gifts = AllowedGifts.of(Problems.free(Matcher.EXACT_UP_TO));
        assertThat(new CircleCounting(gifts).total()).isEqualTo(6_227_020_800L);
        assertThat(new PairingCounting(gifts).total()).isEqualTo(32_071_101_049L);
    }

    private Map<Long, Long> drawn(MatchingProblem problem) {
        return ((Matched) Matcher.draw(problem, random)).receiverByGiver();
    }

    private static Map<Long, Long> byGiver(int[] receivers) {
        Map<Long, Long> receiverByGiver = new HashMap<>();
        for (int giver = 0; giver < receivers.length; giver++) {
            receiverByGiver.put((long) giver, (long) receivers[giver]);
        }
        return receiverByGiver;
    }

    private static double chiSquare(List<Map<Long, Long>> states, Supplier<Map<Long, Long>> draw) {
        Map<Map<Long, Long>, Integer> counts = counts(states, draw);
        return states.stream()
                .mapToDouble(state -> counts.getOrDefault(state, 0) - SAMPLES_EACH)
                .map(difference -> difference * difference / SAMPLES_EACH)
                .sum();
    }

    private static Map<Map<Long, Long>, Integer> counts(List<Map<Long, Long>> states, Supplier<Map<Long, Long>> draw) {
        Map<Map<Long, Long>, Integer> counts = new HashMap<>();
        for (int i = 0; i < SAMPLES_EACH * states.size(); i++) {
            counts.merge(draw.get(), 1, Integer::sum);
        }
        assertThat(states).containsAll(counts.keySet());
        return counts;
    }
}
