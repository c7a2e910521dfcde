package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The methods for large groups, on groups so small that everything can be counted. */
class LargeMethodsTest {

    private static final int SAMPLES_EACH = 100;
    private static final long WALK = 150;
    private static final long NO_END = Long.MAX_VALUE;

    private final Random random = new Random(42);

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of("couples, 6", Problems.households(6, 2)),
                Arguments.of("couples and a year, 6", Problems.households(6, 2, 1, new Random(1))),
                Arguments.of("households of 3 and a year, 7", Problems.households(7, 3, 1, new Random(1))),
                Arguments.of("two teams, 6", Problems.twoTeams(6)),
                Arguments.of("managers and trainees, 8", Problems.managersAndTrainees(4)),
                Arguments.of("lists of 3, 9", Problems.lists(9, 3, new Random(4))));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void circlesThatWereWalkedToAreEquallyLikely(String what, MatchingProblem problem) {
        UsableGifts usable = UsableGifts.among(problem.gifts()).orElseThrow();
        ChiSquare counts = ChiSquare.of(positions(Enumeration.circles(problem)), SAMPLES_EACH, () -> {
            int[] found = new CircleSearch(usable, random).circle(NO_END).orElseThrow();
            return asList(new PairingWalk(usable.gifts(), random, found, true).walk(WALK, NO_END));
        });
        counts.print(what + ", search and walk");
        assertThat(counts.p()).isGreaterThan(0.001);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void pairingsThatWereWalkedToAreEquallyLikely(String what, MatchingProblem problem) {
        AllowedGifts gifts = problem.gifts();
        ChiSquare counts = ChiSquare.of(positions(Enumeration.pairings(problem)), SAMPLES_EACH, () -> {
            int[] found = MaximumMatching.inRandomOrder(gifts, random);
            return asList(new PairingWalk(gifts, random, found, false).walk(WALK, NO_END));
        });
        counts.print(what + ", matching and walk");
        assertThat(counts.p()).isGreaterThan(0.001);
    }

    /** Without the walk they are not fair, but nothing is left out. */
    @ParameterizedTest
    @MethodSource("problems")
    void aSearchAloneReachesEveryCircle(String what, MatchingProblem problem) {
        UsableGifts usable = UsableGifts.among(problem.gifts()).orElseThrow();
        ChiSquare counts = ChiSquare.of(
                positions(Enumeration.circles(problem)),
                SAMPLES_EACH,
                () -> asList(new CircleSearch(usable, random).circle(NO_END).orElseThrow()));
        counts.print(what + ", search alone");
        assertThat(counts.mostToLeast()).isLessThan(4);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aMatchingAloneReachesEveryPairing(String what, MatchingProblem problem) {
        ChiSquare counts = ChiSquare.of(
                positions(Enumeration.pairings(problem)),
                SAMPLES_EACH,
                () -> asList(MaximumMatching.inRandomOrder(problem.gifts(), random)));
        counts.print(what + ", matching alone");
        assertThat(counts.mostToLeast()).isLessThan(8);
    }

    @Test
    void theSearchMissesNoCircleOfSmallGroups() {
        int found = 0;
        for (int i = 0; i < 3_000; i++) {
            MatchingProblem problem = Problems.random(random.nextInt(5, 13), random.nextDouble(0.6, 0.9), random);
            UsableGifts usable = UsableGifts.among(problem.gifts()).orElse(null);
            if (usable != null) {
                boolean isThere = new CircleCounting(problem.gifts()).total() > 0;
                assertThat(new CircleSearch(usable, random).circle(50_000).isPresent())
                        .isEqualTo(isThere);
                found += isThere ? 1 : 0;
            }
        }
        assertThat(found).isGreaterThan(200);
    }

    @Test
    void usableGiftsAreThoseOfAnyPairing() {
        for (int i = 0; i < 1_000; i++) {
            int people = random.nextInt(3, 8);
            MatchingProblem problem = Problems.random(people, random.nextDouble(), random);
            List<List<Integer>> pairings = positions(Enumeration.pairings(problem));
            UsableGifts usable = UsableGifts.among(problem.gifts()).orElse(null);
            assertThat(usable != null).isEqualTo(!pairings.isEmpty());
            if (usable != null) {
                checkUsable(usable, pairings);
                boolean disproved = !usable.reachEverybody() || usable.needSomebodyTwice();
                assertThat(disproved && !Enumeration.circles(problem).isEmpty()).isFalse();
            }
        }
    }

    private static void checkUsable(UsableGifts usable, List<List<Integer>> pairings) {
        for (int giver = 0; giver < usable.people(); giver++) {
            for (int receiver = 0; receiver < usable.people(); receiver++) {
                int to = receiver;
                int from = giver;
                assertThat(usable.gifts().allows(giver, receiver))
                        .isEqualTo(usable.reversed().allows(receiver, giver))
                        .isEqualTo(pairings.stream().anyMatch(pairing -> pairing.get(from) == to));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void reversedGiftsAreMirrored(int people) {
        AllowedGifts gifts =
                Problems.random(people, random.nextDouble(), random).gifts();
        AllowedGifts reversed = gifts.reversed();
        for (int giver = 0; giver < people; giver++) {
            for (int receiver = 0; receiver < people; receiver++) {
                assertThat(reversed.allows(receiver, giver)).isEqualTo(gifts.allows(giver, receiver));
            }
        }
    }

    static IntStream sizes() {
        return IntStream.of(3, 63, 64, 65, 128, 200);
    }

    @Test
    void changesOnTrialTellTheirCircles() {
        for (int i = 0; i < 2_000; i++) {
            int people = random.nextInt(3, 12);
            Arrangement arrangement = new Arrangement(RejectionSampling.shuffled(people, random));
            int before = arrangement.circles();
            for (int ring = 0; ring < random.nextInt(1, 4); ring++) {
                arrangement.passOn(RejectionSampling.shuffled(people, random), random.nextInt(2, people + 1));
            }
            int more = arrangement.moreCircles();
            arrangement.keep();
            assertThat(arrangement.circles()).isEqualTo(before + more);
            assertThat(new Arrangement(arrangement.receivers()).circles()).isEqualTo(before + more);
        }
    }

    @Test
    void changesThatAreUndoneLeaveNoTrace() {
        Arrangement arrangement = new Arrangement(new int[] {1, 2, 0, 4, 3});
        arrangement.passOn(new int[] {0, 3}, 2);
        assertThat(arrangement.receiverOf(0)).isEqualTo(4);
        assertThat(arrangement.giverOf(1)).isEqualTo(3);
        assertThat(arrangement.moreCircles()).isEqualTo(-1);
        arrangement.undo();
        assertThat(arrangement.receivers()).containsExactly(1, 2, 0, 4, 3);
        assertThat(arrangement.receiverOf(0)).isEqualTo(1);
        assertThat(arrangement.giverOf(1)).isZero();
        assertThat(arrangement.circles()).isEqualTo(2);
    }

    @Test
    void choicesAreEvenWhetherFewOrMany() {
        for (MatchingProblem problem : List.of(Problems.free(40), Problems.lists(80, 3, random))) {
            AllowedGifts gifts = problem.gifts();
            RandomChoices choices = new RandomChoices(gifts, random);
            List<Integer> allowed = IntStream.range(0, gifts.people())
                    .filter(receiver -> gifts.allows(7, receiver))
                    .boxed()
                    .toList();
            assertThat(ChiSquare.of(allowed, 200, () -> choices.receiverFor(7)).p())
                    .isGreaterThan(0.001);
        }
    }

    private static List<List<Integer>> positions(List<Map<Long, Long>> pairings) {
        return pairings.stream()
                .map(pairing -> IntStream.range(0, pairing.size())
                        .mapToObj(giver -> Objects.requireNonNull(pairing.get((long) giver))
                                .intValue())
                        .toList())
                .toList();
    }

    private static List<Integer> asList(int[] receivers) {
        return Arrays.stream(receivers).boxed().toList();
    }
}
