package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sneakyklaus.matching.DrawAnalysis.SingleCircle;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

/** The draw beside trying everything, for up to 8 people and any rules. */
class DrawProperties {

    @Property(tries = 1_500, seed = "20261224")
    void aDrawIsWhatTryingEverythingSays(@ForAll("problems") MatchingProblem problem, @ForAll long seed) {
        List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
        boolean circle = pairings.stream().anyMatch(pairing -> new Matched(pairing).circles() == Circles.ONE);

        MatchingResult result = Matcher.draw(problem, new Random(seed));

        Verdicts.check(problem, result);
        if (result instanceof Matched matched) {
            assertThat(pairings).contains(matched.receiverByGiver());
            assertThat(matched.circles()).isEqualTo(circle ? Circles.ONE : Circles.SEVERAL_PROVEN);
        } else {
            assertThat(pairings).isEmpty();
            assertThat(result).isInstanceOf(Infeasible.class);
        }
    }

    @Property(tries = 1_500, seed = "20261225")
    void theVerdictOnASingleCircleIsWhatTryingEverythingSays(@ForAll("problems") MatchingProblem problem) {
        assertThat(Problems.singleCircle(problem))
                .isEqualTo(Enumeration.circles(problem).isEmpty() ? SingleCircle.IMPOSSIBLE : SingleCircle.POSSIBLE);
    }

    @Provide
    Arbitrary<MatchingProblem> problems() {
        return Arbitraries.integers()
                .between(3, 8)
                .flatMap(people -> pair(people)
                        .set()
                        .ofMaxSize(people * (people - 1))
                        .map(forbidden -> new MatchingProblem(Problems.people(people), forbidden)));
    }

    private static Arbitrary<Pair> pair(int people) {
        List<Pair> all = Problems.people(people).stream()
                .flatMap(giver -> Problems.people(people).stream()
                        .filter(receiver -> !receiver.equals(giver))
                        .map(receiver -> new Pair(giver, receiver)))
                .toList();
        return Arbitraries.of(all);
    }
}
