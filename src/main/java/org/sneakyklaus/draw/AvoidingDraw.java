package org.sneakyklaus.draw;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.DrawAnalysis;
import org.sneakyklaus.matching.Matcher;
import org.sneakyklaus.matching.MatchingProblem;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.matching.MatchingResult;

/**
 * Draws under the exclusions, and avoids the pairs of as many earlier exchanges, the newest first, as certainly leave
 * enough choice. How many that are follows from the number of people and the exclusions alone: if it depended on the
 * pairs, an organiser could choose exclusions so that the result tells whether a guessed pair is one of them.
 *
 * <p>Each exchange takes one recipient and one giver from a person at most. At least half of all people, and
 * {@value #FEWEST_CHOICES}, are left to each, so that there is a single circle (A. Ghouila-Houri 1960).
 */
final class AvoidingDraw {

    private static final int FEWEST_PEOPLE = 5;
    private static final int FEWEST_CHOICES = 3;

    private AvoidingDraw() {}

    /** @param past for each earlier exchange, the newest first, its pairs among people who all take part */
    static MatchingResult draw(MatchingProblem rules, List<Set<Pair>> past, RandomGenerator random) {
        return Matcher.draw(avoiding(past, rules), random);
    }

    static MatchingProblem avoiding(List<Set<Pair>> past, MatchingProblem rules) {
        int people = rules.people().size();
        if (past.isEmpty() || people < FEWEST_PEOPLE) {
            return rules;
        }
        int spare = DrawAnalysis.fewestChoices(rules) - Math.max(FEWEST_CHOICES, (people + 1) / 2);
        var forbidden = new HashSet<>(rules.forbidden());
        past.stream().limit(Math.max(0, spare)).forEach(forbidden::addAll);
        return new MatchingProblem(rules.people(), forbidden);
    }
}
