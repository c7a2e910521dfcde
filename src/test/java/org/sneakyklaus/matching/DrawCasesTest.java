package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Small groups on which common ways to draw fail, with facts counted exhaustively. */
class DrawCasesTest {

    private static final int DRAWS = 300;

    record DrawCase(
            String id,
            int people,
            String story,
            List<List<Long>> forbidden,
            boolean feasible,
            boolean singleCircle,
            long validDraws) {

        MatchingProblem problem() {
            Set<Pair> pairs = forbidden.stream()
                    .map(pair -> new Pair(pair.get(0), pair.get(1)))
                    .collect(Collectors.toSet());
            return new MatchingProblem(Problems.people(people), pairs);
        }

        @Override
        public String toString() {
            return id + ": " + story;
        }
    }

    static List<DrawCase> cases() throws IOException {
        try (InputStream json = DrawCasesTest.class.getResourceAsStream("/matching/draw-cases.json")) {
            return new JsonMapper().readValue(Objects.requireNonNull(json), new TypeReference<List<DrawCase>>() {});
        }
    }

    /** Those with so few pairings that each can be drawn a hundred times. */
    static Stream<DrawCase> countableCases() throws IOException {
        return cases().stream().filter(drawCase -> drawCase.feasible() && drawCase.validDraws() <= 1_000);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyDrawIsWhatTheCaseAllows(DrawCase drawCase) {
        MatchingProblem problem = drawCase.problem();
        Random random = new Random(20261224);
        for (int i = 0; i < DRAWS; i++) {
            MatchingResult result = Matcher.draw(problem, random);
            Verdicts.check(problem, result);
            assertThat(result).isInstanceOf(drawCase.feasible() ? Matched.class : Infeasible.class);
            if (result instanceof Matched matched) {
                assertThat(matched.circles()).isEqualTo(drawCase.singleCircle() ? Circles.ONE : Circles.SEVERAL_PROVEN);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whetherThereIsASingleCircleIsKnownWithoutDrawing(DrawCase drawCase) {
        assertThat(Problems.singleCircle(drawCase.problem()))
                .isEqualTo(drawCase.singleCircle() ? SingleCircle.POSSIBLE : SingleCircle.IMPOSSIBLE);
    }

    @ParameterizedTest
    @MethodSource("countableCases")
    void manyDrawsAreTheSameAsOneAfterTheOther(DrawCase drawCase) {
        MatchingProblem problem = drawCase.problem();
        ManyDraws many = new ManyDraws(problem);
        for (int seed = 1; seed <= DRAWS; seed++) {
            assertThat(many.draw(new Random(seed)))
                    .isEqualTo(((Matched) Matcher.draw(problem, new Random(seed))).receiverByGiver());
        }
    }

    @ParameterizedTest
    @MethodSource("countableCases")
    void everyOutcomeIsEquallyLikely(DrawCase drawCase) {
        MatchingProblem problem = drawCase.problem();
        List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
        assertThat(pairings).hasSize(Math.toIntExact(drawCase.validDraws()));
        List<Map<Long, Long>> outcomes = drawCase.singleCircle() ? Enumeration.circles(problem) : pairings;
        for (int seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            ChiSquare counts =
                    ChiSquare.of(outcomes, 100, () -> ((Matched) Matcher.draw(problem, random)).receiverByGiver());
            counts.print(drawCase + ", seed " + seed);
            assertThat(counts.p()).isGreaterThan(0.001);
        }
    }
}
