package org.sneakyklaus.draw;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.Matcher;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult;
import org.sneakyklaus.matching.MatchingResult.Matched;

/**
 * Draws under the rules, and avoids the pairs of earlier times as far as that costs nothing: a time is not avoided when
 * there would be no pairing, or no single circle where the rules alone give one. The oldest time is given up first.
 * Nothing tells how many were; that there is no pairing is said of the rules alone.
 */
final class AvoidingDraw {

    private final MatchingProblem rules;
    private final List<Set<Pair>> times;
    private final RandomGenerator random;

    private AvoidingDraw(MatchingProblem rules, List<Set<Pair>> times, RandomGenerator random) {
        this.rules = rules;
        this.times = times;
        this.random = random;
    }

    /** @param times pairs to avoid, of people who all take part, the newest time first */
    static MatchingResult draw(MatchingProblem rules, List<Set<Pair>> times, RandomGenerator random) {
        return new AvoidingDraw(rules, times, random).draw();
    }

    private MatchingResult draw() {
        var best = avoiding(times.size());
        if (times.isEmpty() || isCircle(best)) {
            return best;
        }
        var byRulesAlone = avoiding(0);
        if (!(byRulesAlone instanceof Matched byRules)) {
            return byRulesAlone;
        }
        for (int newest = times.size(); newest > 0; newest--) {
            var result = newest == times.size() ? best : avoiding(newest);
            if (result instanceof Matched matched && (matched.isSingleCircle() || !byRules.isSingleCircle())) {
                // The pairs avoided may be a reason of their own for several circles: of that nothing is told.
                return Matched.of(matched.receiverByGiver(), byRules.circles());
            }
        }
        return byRules;
    }

    private MatchingResult avoiding(int newest) {
        var forbidden = new HashSet<>(rules.forbidden());
        times.subList(0, newest).forEach(forbidden::addAll);
        return Matcher.draw(new MatchingProblem(rules.people(), forbidden), random);
    }

    private static boolean isCircle(MatchingResult result) {
        return result instanceof Matched matched && matched.isSingleCircle();
    }
}
