package org.sneakyklaus.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Matched;

/** All pairings of a small problem, found by trying everything. */
final class Enumeration {

    private final MatchingProblem problem;
    private final List<Map<Long, Long>> pairings = new ArrayList<>();

    private Enumeration(MatchingProblem problem) {
        this.problem = problem;
    }

    static List<Map<Long, Long>> pairings(MatchingProblem problem) {
        Enumeration enumeration = new Enumeration(problem);
        enumeration.extend(new HashMap<>());
        return enumeration.pairings;
    }

    static List<Map<Long, Long>> circles(MatchingProblem problem) {
        return pairings(problem).stream()
                .filter(pairing -> new Matched(pairing).circles() == Circles.ONE)
                .toList();
    }

    private void extend(Map<Long, Long> begun) {
        if (begun.size() == problem.people().size()) {
            pairings.add(Map.copyOf(begun));
            return;
        }
        long giver = problem.people().get(begun.size());
        for (long receiver : problem.people()) {
            if (giver != receiver
                    && !begun.containsValue(receiver)
                    && !problem.forbidden().contains(new Pair(giver, receiver))) {
                begun.put(giver, receiver);
                extend(begun);
                begun.remove(giver);
            }
        }
    }
}
