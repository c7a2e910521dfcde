package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Counts the pairings of least cost, and picks one by its number: each is exactly equally likely.
 *
 * <p>Dynamic programming over the set of receivers taken by the first givers, like {@link PairingCounting}.
 */
final class MendCounting {

    private static final int IMPOSSIBLE = Integer.MAX_VALUE;

    private final AllowedGifts gifts;
    private final ChangeCosts costs;
    private final int everybody;
    /** By the set of receivers taken: the least cost of serving the remaining givers with the remaining receivers. */
    private final int[] least;
    /** By the set of receivers taken: in how many ways that is done at the least cost. */
    private final long[] ways;

    MendCounting(AllowedGifts gifts, ChangeCosts costs) {
        this.gifts = gifts;
        this.costs = costs;
        everybody = (1 << gifts.people()) - 1;
        least = new int[1 << gifts.people()];
        ways = new long[1 << gifts.people()];
        Arrays.fill(least, IMPOSSIBLE);
        least[everybody] = 0;
        ways[everybody] = 1;
        for (int taken = everybody - 1; taken >= 0; taken--) {
            for (int receiver = 0; receiver < gifts.people(); receiver++) {
                least[taken] = Math.min(least[taken], costThrough(taken, receiver));
            }
            for (int receiver = 0; receiver < gifts.people(); receiver++) {
                ways[taken] += waysThrough(taken, receiver);
            }
        }
    }

    private int costThrough(int taken, int receiver) {
        int giver = Integer.bitCount(taken);
        int next = taken | 1 << receiver;
        boolean possible = next != taken && gifts.allows(giver, receiver) && least[next] != IMPOSSIBLE;
        return possible ? costs.of(giver, receiver) + least[next] : IMPOSSIBLE;
    }

    private long waysThrough(int taken, int receiver) {
        int cost = costThrough(taken, receiver);
        return cost == least[taken] && cost != IMPOSSIBLE ? ways[taken | 1 << receiver] : 0;
    }

    /** The receiver of each giver. There must be a pairing. */
    int[] pick(RandomGenerator random) {
        return PairingCounting.pick(gifts.people(), ways[0], this::waysThrough, random);
    }
}
