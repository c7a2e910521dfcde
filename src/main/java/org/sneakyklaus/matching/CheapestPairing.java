package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * A pairing of least cost. It starts with all receivers that may be kept, which cost nothing. Each giver still
 * without a receiver then takes the cheapest alternating path to a free receiver, which keeps the result cheapest for
 * the givers served so far.
 *
 * <p>Successive shortest paths with potentials: N. Tomizawa, On Some Techniques Useful for Solution of Transportation
 * Network Problems, and J. Edmonds and R. M. Karp, Theoretical Improvements in Algorithmic Efficiency for Network
 * Flow Problems (both 1972). Time grows with n^2 for each giver without a receiver, and is far less where paths are
 * short.
 */
final class CheapestPairing {

    private static final int NOBODY = MaximumMatching.NOBODY;
    private static final int FAR = Integer.MAX_VALUE;

    private final AllowedGifts gifts;
    private final int[] kept;
    private final RandomGenerator random;
    private final int[] receiverOf;
    private final int[] giverOf;
    /**
     * By giver and by receiver. A gift costs at least the difference of the two, and exactly that if it is part of
     * the pairing.
     */
    private final int[] giverPotential;

    private final int[] receiverPotential;
    /** By receiver: the cost of the cheapest path found so far, and the giver before the receiver on it. */
    private final int[] distance;

    private final int[] reachedFrom;

    /**
     * Requires that there is a pairing.
     *
     * @param kept by giver the receiver that costs nothing, or {@link MaximumMatching#NOBODY}; any other costs
     *     one
     */
    CheapestPairing(AllowedGifts gifts, int[] kept, RandomGenerator random) {
        this.gifts = gifts;
        this.kept = kept;
        this.random = random;
        int people = gifts.people();
        receiverOf = new int[people];
        giverOf = new int[people];
        giverPotential = new int[people];
        receiverPotential = new int[people];
        distance = new int[people];
        reachedFrom = new int[people];
        Arrays.fill(giverOf, NOBODY);
        for (int giver = 0; giver < people; giver++) {
            receiverOf[giver] = kept[giver];
            if (receiverOf[giver] != NOBODY) {
                giverOf[receiverOf[giver]] = giver;
            }
        }
        for (int giver : RejectionSampling.shuffled(people, random)) {
            if (receiverOf[giver] == NOBODY) {
                serve(giver);
            }
        }
    }

    /** Returns the receiver of each giver. */
    int[] receivers() {
        return receiverOf.clone();
    }

    private void serve(int start) {
        int[] rank = RejectionSampling.shuffled(gifts.people(), random);
        BitSet unsettled = new BitSet();
        unsettled.set(0, gifts.people());
        BitSet reached = new BitSet();
        Arrays.fill(distance, FAR);
        int giver = start;
        int walked = 0;
        int receiver = NOBODY;
        while (giver != NOBODY) {
            walkFrom(giver, walked, unsettled, reached);
            receiver = nearest(reached, rank);
            walked = distance[receiver];
            unsettled.clear(receiver);
            reached.clear(receiver);
            giver = giverOf[receiver];
        }
        unsettled.flip(0, gifts.people());
        adjustPotentials(start, walked, unsettled);
        takePath(start, receiver);
    }

    private void walkFrom(int giver, int walked, BitSet unsettled, BitSet reached) {
        int receiver = gifts.nextReceiver(giver, unsettled, 0);
        while (receiver >= 0) {
            int cost = kept[giver] == receiver ? 0 : 1;
            int there = walked + cost + giverPotential[giver] - receiverPotential[receiver];
            if (there < distance[receiver]) {
                distance[receiver] = there;
                reachedFrom[receiver] = giver;
                reached.set(receiver);
            }
            receiver = gifts.nextReceiver(giver, unsettled, receiver + 1);
        }
    }

    /**
     * Returns the nearest receiver reached. Among equals it prefers a free one, where the path may end, then the
     * lowest rank.
     */
    private int nearest(BitSet reached, int[] rank) {
        int nearest = reached.nextSetBit(0);
        for (int receiver = nearest; receiver >= 0; receiver = reached.nextSetBit(receiver + 1)) {
            if (isBetter(receiver, nearest, rank)) {
                nearest = receiver;
            }
        }
        return nearest;
    }

    private boolean isBetter(int receiver, int other, int[] rank) {
        if (distance[receiver] != distance[other]) {
            return distance[receiver] < distance[other];
        }
        boolean free = giverOf[receiver] == NOBODY;
        boolean otherFree = giverOf[other] == NOBODY;
        return free == otherFree ? rank[receiver] < rank[other] : free;
    }

    private void adjustPotentials(int start, int walked, BitSet settled) {
        giverPotential[start] -= walked;
        settled.stream().forEach(receiver -> {
            int left = walked - distance[receiver];
            receiverPotential[receiver] -= left;
            if (giverOf[receiver] != NOBODY) {
                giverPotential[giverOf[receiver]] -= left;
            }
        });
    }

    private void takePath(int start, int end) {
        int receiver = end;
        int giver;
        do {
            giver = reachedFrom[receiver];
            int next = receiverOf[giver];
            receiverOf[giver] = receiver;
            giverOf[receiver] = giver;
            receiver = next;
        } while (giver != start);
    }
}
