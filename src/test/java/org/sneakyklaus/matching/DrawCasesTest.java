package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sneakyklaus.matching.MatchingProblem.Pair;
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
                assertThat(matched.isSingleCircle()).isEqualTo(drawCase.singleCircle());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPairingThatMayComeDoesCome(DrawCase drawCase) {
        MatchingProblem problem = drawCase.problem();
        if (problem.people().size() > Matcher.EXACT_UP_TO) {
            return;
        }
        List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
        assertThat(pairings).hasSize(Math.toIntExact(drawCase.validDraws()));
        Set<Map<Long, Long>> expected =
                new HashSet<>(drawCase.singleCircle() ? Enumeration.circles(problem) : pairings);
        Set<Map<Long, Long>> drawn = new HashSet<>();
        Random random = new Random(5);
        for (int i = 0; i < DRAWS; i++) {
            if (Matcher.draw(problem, random) instanceof Matched matched) {
                drawn.add(matched.receiverByGiver());
            }
        }
        assertThat(drawn).isEqualTo(expected);
    }
}
