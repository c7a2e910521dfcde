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
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Matched;

/**
 * Draws beside everything that enumeration or counting finds. A fair draw exceeds p = 0.001 for one seed in a thousand;
 * the seeds are fixed.
 */
class FairnessTest {

    private static final int SAMPLES_EACH = 100;

    private final MatchingProblem couples = Problems.households(6, 2);
    private final AllowedGifts couplesGifts = couples.gifts();
    private final Random random = new Random(42);

    static Stream<Arguments> groupsOfUpToSeven() {
        return Stream.of(
                Arguments.of("couples, 6", Problems.households(6, 2)),
                Arguments.of("couples and a year, 6", Problems.households(6, 2, 1, new Random(1))),
                Arguments.of("couples and a year, 7", Problems.households(7, 2, 1, new Random(1))),
                Arguments.of("households of 3 and a year, 7", Problems.households(7, 3, 1, new Random(1))),
                Arguments.of("no rules, 5", Problems.free(5)),
                Arguments.of("two apart of 6", Problems.apart(6, 2)),
                Arguments.of("three apart of 7", Problems.apart(7, 3)));
    }

    @ParameterizedTest
    @MethodSource("groupsOfUpToSeven")
    void nothingIsDrawnNoticeablyMoreOften(String what, MatchingProblem problem) {
        ChiSquare counts = ChiSquare.of(outcomes(problem), 4_000, () -> drawn(problem));
        counts.print(what);
        assertThat(Math.abs(counts.z())).isLessThan(4);
        assertThat(counts.mostToLeast()).isLessThan(1.15);
    }

    private static List<Map<Long, Long>> outcomes(MatchingProblem problem) {
        List<Map<Long, Long>> circles = Enumeration.circles(problem);
        return circles.isEmpty() ? Enumeration.pairings(problem) : circles;
    }

    static Stream<Arguments> largerGroups() {
        return Stream.of(
                Arguments.of("couples, 12", Problems.households(12, 2)),
                Arguments.of("households of 4 and a year, 13", Problems.households(13, 4, 1, new Random(1))),
                Arguments.of("couples and 3 years, 15", Problems.households(15, 2, 3, new Random(1))),
                Arguments.of("lists of 5, 15", Problems.lists(15, 5, new Random(1))));
    }

    /** How often each gives to each, beside how many circles there are in which they do. */
    @ParameterizedTest
    @MethodSource("largerGroups")
    void everybodyDrawsEverybodyAsOftenAsThereAreCircles(String what, MatchingProblem problem) {
        int draws = 1_000;
        Map<Pair, Integer> seen = new HashMap<>();
        for (int i = 0; i < draws; i++) {
            drawn(problem).forEach((giver, receiver) -> seen.merge(new Pair(giver, receiver), 1, Integer::sum));
        }
        double most = 0;
        for (long giver : problem.people()) {
            for (long receiver : problem.people()) {
                if (giver != receiver) {
                    double share = share(problem, giver, receiver, gifts -> new CircleCounting(gifts).total());
                    int times = seen.getOrDefault(new Pair(giver, receiver), 0);
                    double deviation = Math.sqrt(draws * share * (1 - share));
                    assertThat((double) times).isCloseTo(draws * share, within(4.5 * deviation));
                    most = Math.max(most, deviation == 0 ? 0 : Math.abs(times - draws * share) / deviation);
                }
            }
        }
        System.out.printf("| %s | %d | %.2f |%n", what, seen.size(), most);
    }

    /** The part of all circles, or pairings, in which the giver gives to the receiver. */
    private static double share(
            MatchingProblem problem, long giver, long receiver, ToLongFunction<AllowedGifts> count) {
        MatchingProblem fixed = new Rules(problem.people())
                .forbid(problem.forbidden())
                .only(giver, Set.of(receiver))
                .problem();
        return (double) count.applyAsLong(fixed.gifts()) / count.applyAsLong(problem.gifts());
    }

    @Test
    void countedPairingsAreEquallyLikely() {
        PairingCounting counting = new PairingCounting(couplesGifts);
        assertThat(ChiSquare.of(Enumeration.pairings(couples), SAMPLES_EACH, () -> byGiver(counting.pick(random)))
                        .p())
                .isGreaterThan(0.001);
    }

    @Test
    void circlesThatSurviveRejectionAreEquallyLikely() {
        RejectionSampling sampling = new RejectionSampling(couplesGifts, random, 1_000_000);
        assertThat(ChiSquare.of(
                                Enumeration.circles(couples),
                                SAMPLES_EACH,
                                () -> byGiver(sampling.circle().orElseThrow()))
                        .p())
                .isGreaterThan(0.001);
    }

    @Test
    void pairingsThatSurviveRejectionAreEquallyLikely() {
        RejectionSampling sampling = new RejectionSampling(couplesGifts, random, 1_000_000);
        assertThat(ChiSquare.of(
                                Enumeration.pairings(couples),
                                SAMPLES_EACH,
                                () -> byGiver(sampling.pairing().orElseThrow()))
                        .p())
                .isGreaterThan(0.001);
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
        double share = share(problem, 2, 3, gifts -> new PairingCounting(gifts).total());

        int draws = 2_000;
        int seen = 0;
        for (int i = 0; i < draws; i++) {
            seen += Objects.equals(drawn(problem).get(2L), 3L) ? 1 : 0;
        }
        assertThat((double) seen).isCloseTo(draws * share, within(3.3 * Math.sqrt(draws * share * (1 - share))));
    }

    @Test
    void countsAgreeWithEnumeration() {
        for (int i = 0; i < 200; i++) {
            MatchingProblem problem = Problems.random(random.nextInt(3, 8), 0.5 * random.nextDouble(), random);
            assertThat(new PairingCounting(problem.gifts()).total())
                    .isEqualTo(Enumeration.pairings(problem).size());
            assertThat(new CircleCounting(problem.gifts()).total())
                    .isEqualTo(Enumeration.circles(problem).size());
        }
    }

    @Test
    void countsOfTheLargestGroupFit() {
        AllowedGifts gifts = Problems.free(LargeDraw.COUNTED_UP_TO).gifts();
        assertThat(new CircleCounting(gifts).total()).isEqualTo(355_687_428_096_000L);
        assertThat(new PairingCounting(gifts).total()).isEqualTo(2_355_301_661_033_953L);
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
}
