package org.sneakyklaus.draw;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.DrawAnalysis;
import org.sneakyklaus.matching.Matcher;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult;
import org.sneakyklaus.matching.MatchingResult.Matched;

/**
 * Draws under the rules, and avoids the pairs of earlier exchanges if that leaves so much choice that no one can tell
 * those pairs from the result. This takes at least {@value #FEWEST_PEOPLE} people, each with at least
 * {@value #FEWEST_CHOICES} possible recipients and as many possible givers. If the rules alone give a single circle,
 * it must also give one. Otherwise no past pair is avoided, and nothing reveals so.
 */
final class AvoidingDraw {

    private static final int FEWEST_PEOPLE = 5;
    private static final int FEWEST_CHOICES = 3;

    private AvoidingDraw() {}

    /** @param past pairs to avoid, of people who all take part */
    static MatchingResult draw(MatchingProblem rules, Set<Pair> past, RandomGenerator random) {
        if (past.isEmpty() || rules.people().size() < FEWEST_PEOPLE) {
            return Matcher.draw(rules, random);
        }
        var forbidden = new HashSet<>(rules.forbidden());
        forbidden.addAll(past);
        var avoiding = new MatchingProblem(rules.people(), forbidden);
        if (DrawAnalysis.fewestChoices(avoiding) < FEWEST_CHOICES) {
            return Matcher.draw(rules, random);
        }
        var avoided = (Matched) Matcher.draw(avoiding, random);
        if (avoided.isSingleCircle()) {
            return avoided;
        }
        var byRules = (Matched) Matcher.draw(rules, random);
        // The avoided pairs alone may cause several circles; the result does not reveal that.
        return byRules.isSingleCircle() ? byRules : Matched.of(avoided.receiverByGiver(), byRules.circles());
    }
}
