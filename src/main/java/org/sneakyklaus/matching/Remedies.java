package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/**
 * Finds the rules whose removal alone would make a pairing possible.
 *
 * <p>It begins with one maximum matching. Each person without a receiver needs an alternating path of their own,
 * which uses a gift no longer forbidden. So there must be as many such gifts from different givers that alternating
 * paths reach from those without a receiver, and as many to different receivers from which paths lead to those
 * without a giver. Only rules that pass are tested by growing the matching. If one person has no receiver, one gift
 * that meets both conditions is enough.
 */
public final class Remedies {

    private final AllowedGifts gifts;
    private final MaximumMatching matching;
    private final int leftOut;
    /** The givers reached by alternating paths from those without a receiver. */
    private final BitSet givers;
    /** The receivers from which alternating paths lead to those without a giver. */
    private final BitSet receivers;

    private Remedies(AllowedGifts gifts) {
        this.gifts = gifts;
        matching = MaximumMatching.of(gifts);
        MaximumMatching transposed = matching.transposed();
        leftOut = matching.leftOut().cardinality();
        givers = matching.reachedFrom(matching.leftOut(), Integer.MAX_VALUE);
        receivers = transposed.reachedFrom(transposed.leftOut(), Integer.MAX_VALUE);
    }

    /**
     * Returns the single rules that prevent a pairing.
     *
     * @param rules what each rule forbids, among the people of the problem; a pair forbidden by two of them stays
     *     forbidden without one
     * @param problem the problem with the rules; a forbidden pair that comes from none of them stays forbidden
     * @param most the search ends after finding this many
     * @return the positions of the rules, ascending; empty if there is a pairing, or if no single rule's removal
     *     is enough
     */
    public static List<Integer> among(List<Set<Pair>> rules, MatchingProblem problem, int most) {
        Remedies remedies = new Remedies(problem.gifts());
        if (remedies.leftOut == 0) {
            return List.of();
        }
        int[][] allowedWithout = remedies.allowedWithout(rules, AllowedGifts.positions(problem.people()));
        return IntStream.range(0, rules.size())
                .filter(rule -> remedies.areEnough(allowedWithout[rule]))
                .limit(most)
                .boxed()
                .toList();
    }

    /** Returns, by rule, the numbers of the gifts that no other rule forbids. */
    private int[][] allowedWithout(List<Set<Pair>> rules, Map<Long, Integer> positions) {
        BitSet once = new BitSet();
        BitSet twice = new BitSet();
        int[][] numbers = new int[rules.size()][];
        for (int rule = 0; rule < numbers.length; rule++) {
            numbers[rule] = rules.get(rule).stream()
                    .mapToInt(pair -> number(pair, positions))
                    .toArray();
            for (int number : numbers[rule]) {
                twice.set(number, once.get(number));
                once.set(number);
            }
        }
        Arrays.setAll(
                numbers,
                rule -> Arrays.stream(numbers[rule])
                        .filter(number -> !twice.get(number))
                        .toArray());
        return numbers;
    }

    private int number(Pair pair, Map<Long, Integer> positions) {
        return gifts.number(
                Objects.requireNonNull(positions.get(pair.giver())),
                Objects.requireNonNull(positions.get(pair.receiver())));
    }

    private boolean areEnough(int[] allowed) {
        BitSet reached = new BitSet();
        BitSet leading = new BitSet();
        for (int number : allowed) {
            int giver = gifts.giver(number);
            int receiver = gifts.receiver(number);
            if (leftOut == 1 && givers.get(giver) && receivers.get(receiver)) {
                return true;
            }
            reached.set(giver);
            leading.set(receiver);
        }
        reached.and(givers);
        leading.and(receivers);
        return reached.cardinality() >= leftOut
                && leading.cardinality() >= leftOut
                && matching.under(gifts.allowing(allowed)).leftOut().isEmpty();
    }
}
