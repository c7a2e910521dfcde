package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

/** Checks a result against the problem alone, without trusting how it was found. */
final class Verdicts {

    private Verdicts() {}

    static void check(MatchingProblem problem, MatchingResult result) {
        if (result instanceof Matched matched) {
            checkPairing(problem, matched.receiverByGiver());
        } else if (result instanceof Infeasible infeasible) {
            checkObstacle(problem, infeasible);
        }
    }

    private static void checkPairing(MatchingProblem problem, Map<Long, Long> receiverByGiver) {
        assertThat(receiverByGiver.keySet()).hasSameElementsAs(problem.people());
        assertThat(receiverByGiver.values()).hasSameElementsAs(problem.people());
        receiverByGiver.forEach((giver, receiver) -> {
            assertThat(receiver).isNotEqualTo(giver);
            assertThat(problem.forbidden().contains(new Pair(giver, receiver))).isFalse();
        });
    }

    private static void checkObstacle(MatchingProblem problem, Infeasible infeasible) {
        assertThat(infeasible.givers())
                .hasSizeGreaterThan(infeasible.receivers().size());
        assertThat(problem.people()).containsAll(infeasible.givers());
        for (long giver : infeasible.givers()) {
            for (long receiver : problem.people()) {
                boolean allowed = giver != receiver && !problem.forbidden().contains(new Pair(giver, receiver));
                assertThat(allowed && !infeasible.receivers().contains(receiver))
                        .as("%d may also give to %d", giver, receiver)
                        .isFalse();
            }
        }
    }
}
