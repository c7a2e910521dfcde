package org.sneakyklaus.matching;

import java.util.random.RandomGenerator;

/**
 * Counts every pairing, whatever its circles, and picks one by its number, so that each is exactly equally likely.
 * Dynamic programming over the set of receivers taken by the first givers, like {@link CircleCounting}. Time grows
 * with n 2^n; counts fit a {@code long} for up to 20 people.
 */
final class PairingCounting {

    private final AllowedGifts gifts;
    private final int everybody;
    /**
     * By the set of receivers taken: the number of ways to serve the remaining givers with the remaining receivers.
     */
    private final long[] ways;

    PairingCounting(AllowedGifts gifts) {
        this.gifts = gifts;
        everybody = (1 << gifts.people()) - 1;
        ways = new long[1 << gifts.people()];
        ways[everybody] = 1;
        for (int taken = everybody - 1; taken >= 0; taken--) {
            for (int receiver = 0; receiver < gifts.people(); receiver++) {
                ways[taken] += waysThrough(taken, receiver);
            }
        }
    }

    private long waysThrough(int taken, int receiver) {
        boolean possible = (taken & 1 << receiver) == 0 && gifts.allows(Integer.bitCount(taken), receiver);
        return possible ? ways[taken | 1 << receiver] : 0;
    }

    long total() {
        return ways[0];
    }

    /** Returns the receiver of each giver in a random pairing. Requires that there is a pairing. */
    int[] pick(RandomGenerator random) {
        int[] receivers = new int[gifts.people()];
        long number = random.nextLong(total());
        int taken = 0;
        for (int giver = 0; giver < receivers.length; giver++) {
            int receiver = 0;
            while (number >= waysThrough(taken, receiver)) {
                number -= waysThrough(taken, receiver);
                receiver++;
            }
            receivers[giver] = receiver;
            taken |= 1 << receiver;
        }
        return receivers;
    }
}
