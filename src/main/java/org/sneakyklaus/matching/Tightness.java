package org.sneakyklaus.matching;

import java.util.Arrays;
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
public record Tightness(int people, Set<Long> forced, SingleCircle singleCircle) {

    /** What is known of single circles. */
    public enum SingleCircle {
        POSSIBLE,
        IMPOSSIBLE,
        /** Only in groups above {@value Matcher#EXACT_UP_TO} people with many rules. */
        UNKNOWN
    }

    public Tightness {
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
    public static Tightness of(MatchingProblem problem) {
        return of(problem, Matcher.EXACT_UP_TO);
    }

    static Tightness of(MatchingProblem problem, int exactUpTo) {
        List<Long> people = problem.people();
        if (FewRules.in(problem)) {
            return new Tightness(people.size(), Set.of(), SingleCircle.POSSIBLE);
        }
        AllowedGifts gifts = AllowedGifts.of(problem);
        if (people.size() > exactUpTo) {
            boolean parted = StrongComponents.of(gifts).size() > 1;
            return told(people, forcedInPairings(gifts), parted ? SingleCircle.IMPOSSIBLE : SingleCircle.UNKNOWN);
        }
        CircleCounting circles = new CircleCounting(gifts);
        return circles.total() > 0
                ? told(people, forcedIn(circles), SingleCircle.POSSIBLE)
                : told(people, forcedInPairings(gifts), SingleCircle.IMPOSSIBLE);
    }

    private static Tightness told(List<Long> people, IntStream forced, SingleCircle singleCircle) {
        Set<Long> ids = new HashSet<>();
        forced.forEach(giver -> ids.add(people.get(giver)));
        return new Tightness(people.size(), ids, singleCircle);
    }

    private static IntStream forcedIn(CircleCounting circles) {
        BitSet[] receivers = circles.receiversInCircles();
        return IntStream.range(0, receivers.length).filter(giver -> receivers[giver].cardinality() == 1);
    }

    /**
     * Given any pairing, let there be an arrow from one giver to another when the first may give to the recipient of
     * the second. Another pairing changes somebody's recipient exactly when they lie on a circle of arrows (C. Berge,
     * Two Theorems in Graph Theory, 1957). So those with one possible recipient are those alone in their strong
     * component. Which pairing it starts from does not matter.
     */
    private static IntStream forcedInPairings(AllowedGifts gifts) {
        MaximumMatching matching = MaximumMatching.of(gifts);
        if (!matching.leftOut().isEmpty()) {
            throw new IllegalArgumentException("There is no pairing");
        }
        int[] themselves = IntStream.range(0, gifts.people()).toArray();
        int[] givers = Arrays.stream(themselves).map(matching::giverOf).toArray();
        return StrongComponents.of(gifts.renumbered(themselves, givers)).stream()
                .filter(component -> component.size() == 1)
                .mapToInt(component -> component.get(0));
    }
}
