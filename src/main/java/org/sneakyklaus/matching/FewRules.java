package org.sneakyklaus.matching;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether there are so few rules that plainly there is a single circle, and another one that gives somebody else to any
 * one person: even with one more pair forbidden, everybody may give to half of the group and receive from half of it
 * (A. Ghouila-Houri, Une condition suffisante d'existence d'un circuit hamiltonien, 1960).
 */
final class FewRules {

    private FewRules() {}

    static boolean in(MatchingProblem problem) {
        Map<Long, Integer> byGiver = new HashMap<>();
        Map<Long, Integer> byReceiver = new HashMap<>();
        problem.forbidden().forEach(pair -> {
            byGiver.merge(pair.giver(), 1, Integer::sum);
            byReceiver.merge(pair.receiver(), 1, Integer::sum);
        });
        int most = Math.max(most(byGiver), most(byReceiver));
        int themselves = 1;
        int oneMore = 1;
        return 2 * (most + themselves + oneMore) <= problem.people().size();
    }

    private static int most(Map<Long, Integer> counts) {
        return counts.isEmpty() ? 0 : Collections.max(counts.values());
    }
}
