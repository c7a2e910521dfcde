package org.sneakyklaus.matching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Gives as many people as possible a receiver of their own. J. E. Hopcroft and R. M. Karp, An n^5/2 Algorithm for
 * Maximum Matchings in Bipartite Graphs, SIAM Journal on Computing 2 (1973): each phase finds all receivers in layers
 * of alternating paths from the givers without a receiver, then takes disjoint shortest paths to free receivers,
 * until there is no such path.
 */
final class MaximumMatching {

    static final int NOBODY = -1;

    private static final int RANDOM_TRIES = 4;

    private final AllowedGifts gifts;
    private final int[] receiverOf;
    private final int[] giverOf;
    private final List<BitSet> layers = new ArrayList<>();
    private final int[] path;
    private final int[] tried;

    private MaximumMatching(AllowedGifts gifts) {
        this.gifts = gifts;
        receiverOf = new int[gifts.people()];
        giverOf = new int[gifts.people()];
        path = new int[gifts.people() + 1];
        tried = new int[gifts.people()];
        Arrays.fill(receiverOf, NOBODY);
        Arrays.fill(giverOf, NOBODY);
    }

    static MaximumMatching of(AllowedGifts gifts) {
        MaximumMatching matching = new MaximumMatching(gifts);
        matching.grow();
        return matching;
    }

    /**
     * Returns the receiver of each giver in a random pairing. Givers first make random choices among free receivers,
     * in random order; the few others are served as by {@link #of}. Requires that there is a pairing.
     */
    static int[] inRandomOrder(AllowedGifts gifts, RandomGenerator random) {
        RandomChoices choices = new RandomChoices(gifts, random);
        MaximumMatching matching = new MaximumMatching(gifts);
        for (int giver : RejectionSampling.shuffled(gifts.people(), random)) {
            for (int i = 0; i < RANDOM_TRIES && matching.receiverOf[giver] == NOBODY; i++) {
                matching.takeIfFree(giver, choices.receiverFor(giver));
            }
        }
        matching.grow();
        return matching.receiverOf;
    }

    private void takeIfFree(int giver, int receiver) {
        if (giverOf[receiver] == NOBODY) {
            giverOf[receiver] = giver;
            receiverOf[giver] = receiver;
        }
    }

    /** Whether each giver has a receiver. */
    boolean isComplete() {
        return leftOut().isEmpty();
    }

    /** Returns a maximum matching under rules that allow more, grown from this one. */
    MaximumMatching under(AllowedGifts wider) {
        MaximumMatching matching = new MaximumMatching(wider);
        System.arraycopy(receiverOf, 0, matching.receiverOf, 0, receiverOf.length);
        System.arraycopy(giverOf, 0, matching.giverOf, 0, giverOf.length);
        matching.grow();
        return matching;
    }

    /** Returns the same matching with givers and receivers exchanged. */
    MaximumMatching transposed() {
        MaximumMatching matching = new MaximumMatching(gifts.reversed());
        System.arraycopy(receiverOf, 0, matching.giverOf, 0, receiverOf.length);
        System.arraycopy(giverOf, 0, matching.receiverOf, 0, giverOf.length);
        return matching;
    }

    AllowedGifts gifts() {
        return gifts;
    }

    int receiverOf(int giver) {
        return receiverOf[giver];
    }

    int giverOf(int receiver) {
        return giverOf[receiver];
    }

    /** Returns the givers without a receiver. */
    BitSet leftOut() {
        BitSet leftOut = new BitSet();
        for (int giver = 0; giver < receiverOf.length; giver++) {
            leftOut.set(giver, receiverOf[giver] == NOBODY);
        }
        return leftOut;
    }

    /**
     * Returns the givers on alternating paths from some who have no receiver, including those. A path leads from a
     * giver to any receiver they may give to, and from there to the giver who has that receiver. Together the givers
     * reached may give only to the receivers that they have.
     *
     * @param most the search ends after this many givers
     */
    BitSet reachedFrom(BitSet leftOut, int most) {
        BitSet reached = (BitSet) leftOut.clone();
        BitSet unseen = new BitSet();
        unseen.set(0, gifts.people());
        Deque<Integer> waiting = new ArrayDeque<>();
        leftOut.stream().forEach(waiting::add);
        while (!waiting.isEmpty() && reached.cardinality() < most) {
            int giver = waiting.remove();
            int receiver = gifts.nextReceiver(giver, unseen, 0);
            while (receiver >= 0) {
                unseen.clear(receiver);
                reached.set(giverOf[receiver]);
                waiting.add(giverOf[receiver]);
                receiver = gifts.nextReceiver(giver, unseen, receiver + 1);
            }
        }
        return reached;
    }

    private void grow() {
        while (layOut()) {
            for (int giver = 0; giver < gifts.people(); giver++) {
                if (receiverOf[giver] == NOBODY) {
                    augmentFrom(giver);
                }
            }
        }
    }

    /** Puts receivers into layers by their distance from the free givers. Returns whether it met a free receiver. */
    private boolean layOut() {
        layers.clear();
        BitSet unseen = new BitSet();
        unseen.set(0, gifts.people());
        BitSet givers = leftOut();
        boolean met = false;
        while (!met && !givers.isEmpty()) {
            BitSet layer = new BitSet();
            BitSet nextGivers = new BitSet();
            for (int giver = givers.nextSetBit(0); giver >= 0; giver = givers.nextSetBit(giver + 1)) {
                int receiver = gifts.nextReceiver(giver, unseen, 0);
                while (receiver >= 0) {
                    unseen.clear(receiver);
                    layer.set(receiver);
                    if (giverOf[receiver] == NOBODY) {
                        met = true;
                    } else {
                        nextGivers.set(giverOf[receiver]);
                    }
                    receiver = gifts.nextReceiver(giver, unseen, receiver + 1);
                }
            }
            layers.add(layer);
            givers = nextGivers;
        }
        return met;
    }

    /** Follows the layers to a free receiver, depth first. A receiver tried in vain is not tried again. */
    private void augmentFrom(int start) {
        int depth = 0;
        path[0] = start;
        tried[start] = NOBODY;
        while (depth >= 0) {
            int giver = path[depth];
            int receiver =
                    depth < layers.size() ? gifts.nextReceiver(giver, layers.get(depth), tried[giver] + 1) : NOBODY;
            if (receiver == NOBODY) {
                depth--;
                continue;
            }
            layers.get(depth).clear(receiver);
            tried[giver] = receiver;
            int next = giverOf[receiver];
            if (next == NOBODY) {
                takePath(depth);
                return;
            }
            depth++;
            path[depth] = next;
            tried[next] = NOBODY;
        }
    }

    private void takePath(int depth) {
        for (int i = 0; i <= depth; i++) {
            int giver = path[i];
            receiverOf[giver] = tried[giver];
            giverOf[tried[giver]] = giver;
        }
    }
}
