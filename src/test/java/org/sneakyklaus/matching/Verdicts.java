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

    /** All pairs that would have to be allowed are forbidden, and have a part in it. */
    private static void checkObstacle(MatchingProblem problem, Infeasible infeasible) {
        boolean fromReceivers =
                infeasible.receivers().size() > infeasible.givers().size();
        assertThat(infeasible.givers().size())
                .isNotEqualTo(infeasible.receivers().size());
        assertThat(problem.people()).containsAll(infeasible.givers()).containsAll(infeasible.receivers());
        for (long giver : problem.people()) {
            for (long receiver : problem.people()) {
                boolean concerned = fromReceivers
                        ? infeasible.receivers().contains(receiver)
                                && !infeasible.givers().contains(giver)
                        : infeasible.givers().contains(giver)
                                && !infeasible.receivers().contains(receiver);
                if (giver != receiver) {
                    Pair pair = new Pair(giver, receiver);
                    assertThat(infeasible.isBecauseOf(pair)).isEqualTo(concerned);
                    assertThat(concerned && !problem.forbidden().contains(pair))
                            .as("%d may also give to %d", giver, receiver)
                            .isFalse();
                }
            }
        }
    }
}
