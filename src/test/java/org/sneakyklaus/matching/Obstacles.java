package org.sneakyklaus.matching;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Infeasible;

/** How good an obstacle is, found from the problem alone. */
final class Obstacles {

    private Obstacles() {}

    static int named(Infeasible obstacle) {
        return obstacle.givers().size() + obstacle.receivers().size();
    }

    /** By trying all givers and all receivers; there must be an obstacle. */
    static int fewestNamed(MatchingProblem problem) {
        return Stream.of(problem, reversed(problem))
                .map(Obstacles::fewestNamedFromGivers)
                .flatMapToInt(OptionalInt::stream)
                .min()
                .orElseThrow();
    }

    private static OptionalInt fewestNamedFromGivers(MatchingProblem problem) {
        List<Long> people = problem.people();
        return IntStream.range(1, 1 << people.size())
                .mapToObj(chosen -> IntStream.range(0, people.size())
                        .filter(position -> (chosen & 1 << position) != 0)
                        .mapToObj(people::get)
                        .toList())
                .mapToInt(givers -> {
                    int receivers = receiversOf(givers, problem).size();
                    return receivers < givers.size() ? givers.size() + receivers : Integer.MAX_VALUE;
                })
                .filter(named -> named < Integer.MAX_VALUE)
                .min();
    }

    private static Set<Long> receiversOf(List<Long> givers, MatchingProblem problem) {
        return problem.people().stream()
                .filter(receiver -> givers.stream().anyMatch(giver -> allows(problem, giver, receiver)))
                .collect(Collectors.toSet());
    }

    /** Whether one of those who are too many can be dropped, and the rest still cannot all be served. */
    static boolean canBeShrunk(Infeasible obstacle, MatchingProblem problem) {
        return obstacle.isFromReceivers()
                ? canBeShrunk(obstacle.receivers(), reversed(problem))
                : canBeShrunk(obstacle.givers(), problem);
    }

    private static boolean canBeShrunk(Set<Long> givers, MatchingProblem problem) {
        return givers.stream().anyMatch(dropped -> {
            Set<Long> rest = new HashSet<>(givers);
            rest.remove(dropped);
            return !canAllBeServed(rest, problem);
        });
    }

    private static boolean canAllBeServed(Set<Long> givers, MatchingProblem problem) {
        Map<Long, Long> giverOf = new HashMap<>();
        return givers.stream().allMatch(giver -> serve(giver, problem, giverOf, new HashSet<>()));
    }

    private static boolean serve(long giver, MatchingProblem problem, Map<Long, Long> giverOf, Set<Long> tried) {
        for (long receiver : problem.people()) {
            if (allows(problem, giver, receiver) && tried.add(receiver)) {
                Long other = giverOf.get(receiver);
                if (other == null || serve(other, problem, giverOf, tried)) {
                    giverOf.put(receiver, giver);
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean allows(MatchingProblem problem, long giver, long receiver) {
        return giver != receiver && !problem.forbidden().contains(new Pair(giver, receiver));
    }

    private static MatchingProblem reversed(MatchingProblem problem) {
        return new MatchingProblem(problem.people(), Problems.reversed(problem.forbidden()));
    }
}
