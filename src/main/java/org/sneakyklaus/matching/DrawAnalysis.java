package org.sneakyklaus.matching;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How much the rules leave to chance, told without drawing; the same for the same problem.
 *
 * <p>What may be drawn are the single circles if there is one, else all pairings. Up to {@value Matcher#EXACT_UP_TO}
 * people this is told of exactly these. Above that, where nobody can tell the circles, it is told of all pairings, so
 * that somebody who has two possible recipients there may still have one in all circles.
 *
 * @param people how many take part
 * @param forced who has the same recipient whatever is drawn. They are also those whose recipient has the same giver.
 * @param singleCircle whether a single circle may be drawn
 */
public record DrawAnalysis(int people, Set<Long> forced, SingleCircle singleCircle) {

    /** What is known of single circles. */
    public enum SingleCircle {
        /** One was found or follows from how few rules there are. */
        POSSIBLE,
        /** Proven: every draw is told as {@link MatchingResult.Circles#SEVERAL_PROVEN}. */
        IMPOSSIBLE,
        /**
         * None was found, and none was ruled out; a draw, which searches longer, may still find one. Only in groups above
         * {@value LargeDraw#COUNTED_UP_TO} people with many rules.
         */
        UNKNOWN
    }

    public DrawAnalysis {
        forced = Set.copyOf(forced);
    }

    /** Whether the rules leave one possible draw, which then is no secret. */
    public boolean isOnlyOneDraw() {
        return forced.size() == people;
    }

    /**
     * Looks at a problem for which there is a pairing.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static DrawAnalysis of(MatchingProblem problem) {
        return of(problem, Matcher.EXACT_UP_TO);
    }

    static DrawAnalysis of(MatchingProblem problem, int exactUpTo) {
        List<Long> people = problem.people();
        if (FewRules.in(problem.gifts())) {
            return new DrawAnalysis(people.size(), Set.of(), SingleCircle.POSSIBLE);
        }
        UsableGifts usable = UsableGifts.among(problem.gifts())
                .orElseThrow(() -> new IllegalArgumentException("There is no pairing"));
        if (people.size() <= exactUpTo) {
            CircleCounting circles = new CircleCounting(usable.gifts());
            if (circles.total() > 0) {
                return told(people, forcedIn(circles), SingleCircle.POSSIBLE);
            }
        }
        return told(people, usable.forced(), CircleVerdict.of(usable));
    }

    /**
     * How many receivers, or givers, somebody has at the least; of a gift that is part of no pairing nothing counts. Zero
     * when there is no pairing.
     */
    public static int fewestChoices(MatchingProblem problem) {
        return UsableGifts.among(problem.gifts())
                .map(UsableGifts::fewestChoices)
                .orElse(0);
    }

    private static DrawAnalysis told(List<Long> people, IntStream forced, SingleCircle singleCircle) {
        Set<Long> ids = new HashSet<>();
        forced.forEach(giver -> ids.add(people.get(giver)));
        return new DrawAnalysis(people.size(), ids, singleCircle);
    }

    private static IntStream forcedIn(CircleCounting circles) {
        BitSet[] receivers = circles.receiversInCircles();
        return IntStream.range(0, receivers.length).filter(giver -> receivers[giver].cardinality() == 1);
    }
}
