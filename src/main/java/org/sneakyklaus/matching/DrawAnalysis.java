package org.sneakyklaus.matching;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/**
 * How much the rules leave to chance, determined without drawing; the same for the same problem. A draw picks among
 * the single circles if there are any, else among all pairings.
 *
 * <p>For up to {@value Matcher#EXACT_UP_TO} people the analysis covers exactly these. Above that, where the circles
 * cannot be enumerated, it covers all pairings. So a person with two possible recipients there may still have only
 * one in all circles.
 *
 * @param people number of people taking part
 * @param forced the people who have the same recipient in every draw. They are also those whose recipient has the
 *     same giver in every draw.
 * @param singleCircle whether a single circle may be drawn
 */
public record DrawAnalysis(int people, Set<Long> forced, SingleCircle singleCircle) {

    private static final int LOOKED_AT_UP_TO = 8;

    /** What is known about single circles. */
    public enum SingleCircle {
        /** One was found or follows from how few rules there are. */
        POSSIBLE,
        /** Proven: every draw ends with {@link MatchingResult.Circles#SEVERAL_PROVEN}. */
        IMPOSSIBLE,
        /**
         * None was found, and none was ruled out; a draw, which searches longer, may still find one. Only in groups
         * above {@value LargeDraw#COUNTED_UP_TO} people with many rules.
         */
        UNKNOWN
    }

    public DrawAnalysis {
        forced = Set.copyOf(forced);
    }

    /** Whether the rules leave only one possible draw, which then is no secret. */
    public boolean isOnlyOneDraw() {
        return forced.size() == people;
    }

    /**
     * Analyses a problem that has a pairing.
     *
     * @throws IllegalArgumentException if there is no pairing
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
     * Whether some giver can tell another gift from their own, whatever is drawn otherwise. Looks at every gift, so only
     * for up to {@value #LOOKED_AT_UP_TO} people; false above, or if there is no pairing.
     */
    public static boolean oneGiftTellsAnother(MatchingProblem problem) {
        List<Long> people = problem.people();
        if (problem.forbidden().isEmpty()) {
            return people.size() == MatchingProblem.FEWEST_PEOPLE;
        }
        if (people.size() > LOOKED_AT_UP_TO
                || UsableGifts.among(problem.gifts()).isEmpty()) {
            return false;
        }
        SingleCircle drawn = of(problem).singleCircle();
        return people.stream()
                .anyMatch(giver -> people.stream()
                        .filter(receiver -> !receiver.equals(giver))
                        .filter(receiver -> !problem.forbidden().contains(new Pair(giver, receiver)))
                        .anyMatch(receiver -> tellsAnother(problem, giver, receiver, drawn)));
    }

    private static boolean tellsAnother(MatchingProblem problem, Long giver, Long receiver, SingleCircle drawn) {
        Set<Pair> forbidden = new HashSet<>(problem.forbidden());
        for (Long other : problem.people()) {
            if (!other.equals(giver) && !other.equals(receiver)) {
                forbidden.add(new Pair(giver, other));
            }
        }
        MatchingProblem known = new MatchingProblem(problem.people(), forbidden);
        if (UsableGifts.among(known.gifts()).isEmpty()) {
            return false;
        }
        DrawAnalysis analysis = of(known);
        // A gift that is in no single circle is not drawn where there is one.
        return analysis.singleCircle() == drawn && analysis.forced().size() > 1;
    }

    /**
     * Returns the smallest number of receivers or givers that any person has, counting only gifts that are part of
     * some pairing. Zero if there is no pairing.
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
