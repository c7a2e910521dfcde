package org.sneakyklaus.matching;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.sneakyklaus.matching.MatchingResult.Infeasible;

/**
 * Searches for the fewest people who break Hall's condition: a set that may be paired with fewer people than it has.
 *
 * <p>Such a set that cannot be shrunk is larger by one than the set it may be paired with, so the smallest set also
 * gives the obstacle with the fewest people. The people reached by alternating paths from one person without a
 * partner are a set that cannot be shrunk: all others in it have a partner within reach, so a smaller set would have
 * to contain the one without, and with them all people reached.
 *
 * <p>If only one person is without a partner, each set that breaks the condition contains all of these, so they are
 * the smallest. If there are more, it is hard to find the smallest (it is the shortest circuit of a transversal
 * matroid; S. T. McCormick, A Combinatorial Approach to Some Sparse Matrix Problems, 1983).
 */
final class SmallestObstacle {

    static final int PROVEN_UP_TO = 16;

    /** Bounds the effort when thousands have no partner. */
    private static final int MOST_STARTS = 100;

    private SmallestObstacle() {}

    /**
     * Returns the smaller of the obstacles found among givers and among receivers.
     *
     * @param incomplete a maximum matching that is not complete
     * @param tryAllUpTo maximum number of people for which all sets are tried
     */
    static Infeasible of(List<Long> people, MaximumMatching incomplete, int tryAllUpTo) {
        MaximumMatching transposed = incomplete.transposed();
        BitSet givers = smallest(incomplete, tryAllUpTo);
        BitSet receivers = smallest(transposed, tryAllUpTo);
        if (receivers.cardinality() < givers.cardinality()) {
            BitSet theirGivers = transposed.gifts().receiversOf(receivers);
            return new Infeasible(named(theirGivers, people), named(receivers, people));
        }
        BitSet theirReceivers = incomplete.gifts().receiversOf(givers);
        return new Infeasible(named(givers, people), named(theirReceivers, people));
    }

    private static BitSet smallest(MaximumMatching matching, int tryAllUpTo) {
        return matching.gifts().people() <= tryAllUpTo ? smallestOfAll(matching.gifts()) : smallestReached(matching);
    }

    /** Prefers, among equals, the set reached from the first person. */
    private static BitSet smallestReached(MaximumMatching matching) {
        BitSet smallest = new BitSet();
        int fewest = Integer.MAX_VALUE;
        int[] starts = matching.leftOut().stream().limit(MOST_STARTS).toArray();
        for (int start : starts) {
            BitSet reached = matching.reachedFrom(only(start), fewest);
            if (reached.cardinality() < fewest) {
                smallest = reached;
                fewest = reached.cardinality();
            }
        }
        return smallest;
    }

    /** Prefers, among equals, the set with the first people. */
    private static BitSet smallestOfAll(AllowedGifts gifts) {
        int[] receivers = new int[1 << gifts.people()];
        int smallest = receivers.length - 1;
        for (int givers = 1; givers < receivers.length; givers++) {
            int first = Integer.lowestOneBit(givers);
            receivers[givers] =
                    givers == first ? receiversOf(first, gifts) : receivers[first] | receivers[givers ^ first];
            boolean tooFew = Integer.bitCount(receivers[givers]) < Integer.bitCount(givers);
            if (tooFew && Integer.bitCount(givers) < Integer.bitCount(smallest)) {
                smallest = givers;
            }
        }
        return BitSet.valueOf(new long[] {smallest});
    }

    private static int receiversOf(int giver, AllowedGifts gifts) {
        BitSet receivers = gifts.receiversOf(BitSet.valueOf(new long[] {giver}));
        return receivers.isEmpty() ? 0 : (int) receivers.toLongArray()[0];
    }

    private static BitSet only(int position) {
        BitSet only = new BitSet();
        only.set(position);
        return only;
    }

    private static Set<Long> named(BitSet positions, List<Long> people) {
        return positions.stream().mapToObj(people::get).collect(Collectors.toSet());
    }
}
