package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Matched;

class DrawAnalysisTest {

    private final Random random = new Random(20261224);

    @Test
    void fewRulesLeaveACircleWithoutAnyOneGift() {
        int few = 0;
        for (int i = 0; i < 300; i++) {
            MatchingProblem problem = Problems.random(random.nextInt(4, 9), 0.3 * random.nextDouble(), random);
            if (FewRules.in(problem.gifts())) {
                few++;
                long giver = random.nextInt(problem.people().size());
                long receiver = (giver + 1 + random.nextInt(problem.people().size() - 1))
                        % problem.people().size();
                Set<Pair> forbidden = new HashSet<>(problem.forbidden());
                forbidden.add(new Pair(giver, receiver));
                assertThat(Enumeration.circles(new MatchingProblem(problem.people(), forbidden)))
                        .isNotEmpty();
            }
        }
        assertThat(few).isBetween(50, 250);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 14, 15, 1_000})
    void withoutRulesNobodyIsForced(int people) {
        assertThat(DrawAnalysis.of(Problems.free(people)))
                .isEqualTo(new DrawAnalysis(people, Set.of(), SingleCircle.POSSIBLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 40})
    void aCoupleThatGivesToEachOtherIsForced(int people) {
        DrawAnalysis analysis = DrawAnalysis.of(Problems.apart(people, 2));
        assertThat(analysis).isEqualTo(new DrawAnalysis(people, Set.of(0L, 1L), SingleCircle.IMPOSSIBLE));
        assertThat(analysis.isOnlyOneDraw()).isFalse();
    }

    /** Two pairings each of two couples, but one circle: 0 and 1 give only to 2 and 3, 2 only to 1, 3 only to 0. */
    @Test
    void theOnlyCircleOfSeveralPairingsIsTheOnlyDraw() {
        Set<Pair> forbidden =
                Set.of(new Pair(0, 1), new Pair(1, 0), new Pair(2, 3), new Pair(3, 2), new Pair(2, 0), new Pair(3, 1));
        MatchingProblem problem = new MatchingProblem(Problems.people(4), forbidden);
        assertThat(Enumeration.pairings(problem)).hasSize(2);
        DrawAnalysis analysis = DrawAnalysis.of(problem);
        assertThat(analysis.singleCircle()).isEqualTo(SingleCircle.POSSIBLE);
        assertThat(analysis.isOnlyOneDraw()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 300})
    void theOnlyPairingForcesEverybody(int people) {
        Set<Pair> forbidden = new HashSet<>();
        for (int giver = 0; giver < people; giver++) {
            int most = giver == people - 1 ? 0 : giver + 1;
            for (int receiver = most + 1; receiver < people; receiver++) {
                if (receiver != giver) {
                    forbidden.add(new Pair(giver, receiver));
                }
            }
        }
        DrawAnalysis analysis = DrawAnalysis.of(new MatchingProblem(Problems.people(people), forbidden));
        assertThat(analysis.forced()).hasSize(people);
        assertThat(analysis.singleCircle()).isEqualTo(SingleCircle.POSSIBLE);
        assertThat(analysis.isOnlyOneDraw()).isTrue();
    }

    @Test
    void twoTeamsThatGiveAcrossForceNobodyAndMayFormACircle() {
        assertThat(DrawAnalysis.of(Problems.households(600, 300)))
                .isEqualTo(new DrawAnalysis(600, Set.of(), SingleCircle.POSSIBLE));
    }

    /** Even a draw that gives up its own search at once does not miss a circle that was told of. */
    @Test
    void aDrawAgreesWithWhatWasToldBefore() {
        LargeDraw.Effort none = new LargeDraw.Effort(0, 0, 1_000);
        EnumMap<SingleCircle, Integer> told = new EnumMap<>(SingleCircle.class);
        for (int i = 0; i < 150; i++) {
            MatchingProblem problem = i % 2 == 0
                    ? Problems.random(random.nextInt(19, 26), random.nextDouble(0.8, 0.92), random)
                    : Problems.sharing(random.nextInt(19, 30), random.nextInt(1, 3), random.nextInt(7, 9));
            if (Matcher.draw(problem, random, none) instanceof Matched matched) {
                SingleCircle singleCircle = DrawAnalysis.of(problem).singleCircle();
                told.merge(singleCircle, 1, Integer::sum);
                assertThat(Problems.singleCircle(problem)).isEqualTo(singleCircle);
                assertThat(matched.circles() == Circles.SEVERAL_PROVEN)
                        .isEqualTo(singleCircle == SingleCircle.IMPOSSIBLE);
                assertThat(matched.circles() == Circles.ONE || singleCircle != SingleCircle.POSSIBLE)
                        .isTrue();
            }
        }
        assertThat(told.values()).hasSize(3).allMatch(times -> times > 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void withoutAPairingThereIsNothingToTell(int people) {
        Set<Pair> forbidden = new HashSet<>();
        for (int receiver = 1; receiver < people; receiver++) {
            forbidden.add(new Pair(0, receiver));
        }
        MatchingProblem problem = new MatchingProblem(Problems.people(people), forbidden);
        assertThatIllegalArgumentException().isThrownBy(() -> DrawAnalysis.of(problem));
    }

    /** Of four people and a couple there are two circles, and they share no gift. */
    @Test
    void whetherOneGiftTellsAnother() {
        assertThat(DrawAnalysis.oneGiftTellsAnother(Problems.households(4, 2))).isTrue();
        assertThat(DrawAnalysis.oneGiftTellsAnother(
                        new MatchingProblem(Problems.people(4), Set.of(new Pair(0, 1), new Pair(1, 0)))))
                .isTrue();
        assertThat(DrawAnalysis.oneGiftTellsAnother(Problems.free(3))).isTrue();
        assertThat(DrawAnalysis.oneGiftTellsAnother(Problems.free(4))).isFalse();
        assertThat(DrawAnalysis.oneGiftTellsAnother(
                        new MatchingProblem(Problems.people(5), Set.of(new Pair(0, 1), new Pair(1, 0)))))
                .isFalse();
        assertThat(DrawAnalysis.oneGiftTellsAnother(Problems.households(6, 2))).isFalse();
    }
}
