package org.sneakyklaus.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        assertThat(receiverByGiver.keySet()).isEqualTo(Set.copyOf(problem.people()));
        assertThat(Set.copyOf(receiverByGiver.values())).isEqualTo(Set.copyOf(problem.people()));
        Set<Pair> forbidden = problem.forbidden();
        receiverByGiver.forEach((giver, receiver) -> {
            assertThat(receiver).isNotEqualTo(giver);
            assertThat(forbidden.contains(new Pair(giver, receiver))).isFalse();
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

    /** H. W. Kuhn's method, one giver after the other, on the list of forbidden pairs. */
    static boolean hasPairing(MatchingProblem problem) {
        Map<Long, Long> giverOf = new HashMap<>();
        Set<Pair> forbidden = Set.copyOf(problem.forbidden());
        return problem.people().stream()
                .allMatch(giver -> serve(giver, problem.people(), forbidden, giverOf, new HashSet<>()));
    }

    private static boolean serve(
            long giver, List<Long> people, Set<Pair> forbidden, Map<Long, Long> giverOf, Set<Long> asked) {
        for (long receiver : people) {
            if (giver != receiver && !forbidden.contains(new Pair(giver, receiver)) && asked.add(receiver)) {
                Long other = giverOf.get(receiver);
                if (other == null || serve(other, people, forbidden, giverOf, asked)) {
                    giverOf.put(receiver, giver);
                    return true;
                }
            }
        }
        return false;
    }
}
