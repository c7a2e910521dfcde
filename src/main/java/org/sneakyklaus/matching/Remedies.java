package org.sneakyklaus.matching;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sneakyklaus.matching.AllowedGifts.Gift;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/**
 * Finds the rules whose removal alone would make a pairing possible.
 *
 * <p>Begins with one maximum matching. Each person it leaves out needs an alternating path of their own that uses a pair
 * no longer forbidden: so there must be as many such pairs with different givers whom alternating paths reach from
 * those left out, and as many with different receivers from whom paths lead to those who receive from nobody. Only
 * rules that pass are tried in earnest, by growing the matching; one pair that is both is enough for one left out.
 */
public final class Remedies {

    private final AllowedGifts gifts;
    private final MaximumMatching matching;
    private final int leftOut;
    /** The givers to whom alternating paths lead from those left out. */
    private final BitSet givers;
    /** The receivers from whom alternating paths lead to those who receive from nobody. */
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
     * Which single rules stand in the way.
     *
     * @param rules what each rule forbids; a pair stays forbidden when two of them forbid it, or none
     * @return the positions of the rules, ascending; none when there is a pairing anyhow, or when no single rule's
     *     removal is enough
     */
    public static List<Integer> among(List<Set<Pair>> rules, MatchingProblem problem) {
        Remedies remedies = new Remedies(AllowedGifts.of(problem));
        if (remedies.leftOut == 0) {
            return List.of();
        }
        Set<Pair> twice = forbiddenTwice(rules);
        Map<Long, Integer> positions = AllowedGifts.positions(problem.people());
        return IntStream.range(0, rules.size())
                .filter(rule -> remedies.suffices(rules.get(rule).stream()
                        .filter(pair -> !twice.contains(pair))
                        .map(pair -> Gift.of(pair, positions))
                        .toList()))
                .boxed()
                .toList();
    }

    private static Set<Pair> forbiddenTwice(List<Set<Pair>> rules) {
        Set<Pair> once = new HashSet<>();
        return rules.stream()
                .flatMap(Set::stream)
                .filter(pair -> !once.add(pair))
                .collect(Collectors.toSet());
    }

    private boolean suffices(List<Gift> allowed) {
        List<Gift> reached =
                allowed.stream().filter(gift -> givers.get(gift.giver())).toList();
        if (leftOut == 1 && reached.stream().anyMatch(gift -> receivers.get(gift.receiver()))) {
            return true;
        }
        return reached.stream().map(Gift::giver).distinct().count() >= leftOut
                && allowed.stream()
                                .map(Gift::receiver)
                                .filter(receivers::get)
                                .distinct()
                                .count()
                        >= leftOut
                && matching.under(gifts.allowing(allowed)).leftOut().isEmpty();
    }
}
