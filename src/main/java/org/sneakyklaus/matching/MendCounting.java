package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Counts the pairings with the fewest changes and those with one more, and picks one by its number: each is exactly
 * equally likely.
 *
 * <p>Dynamic programming over the set of receivers taken by the first givers, like {@link PairingCounting}.
 */
final class MendCounting {

    private static final int IMPOSSIBLE = Integer.MAX_VALUE;

    private final AllowedGifts gifts;
    private final int[] kept;
    /** By the set of receivers taken: the fewest changes of the remaining givers with the remaining receivers. */
    private final int[] least;
    /** By the set of receivers taken: in how many ways that is done with so few changes, and with one more. */
    private final long[] ways;

    private final long[] waysWithOneMore;

    /** @param kept by giver the receiver who is no change, or {@link MaximumMatching#NOBODY} */
    MendCounting(AllowedGifts gifts, int[] kept) {
        this.gifts = gifts;
        this.kept = kept;
        int everybody = (1 << gifts.people()) - 1;
        least = new int[1 << gifts.people()];
        ways = new long[1 << gifts.people()];
        waysWithOneMore = new long[1 << gifts.people()];
        Arrays.fill(least, IMPOSSIBLE);
        least[everybody] = 0;
        ways[everybody] = 1;
        for (int taken = everybody - 1; taken >= 0; taken--) {
            for (int receiver = 0; receiver < gifts.people(); receiver++) {
                least[taken] = Math.min(least[taken], changesThrough(taken, receiver));
            }
            for (int receiver = 0; least[taken] != IMPOSSIBLE && receiver < gifts.people(); receiver++) {
                ways[taken] += waysThrough(taken, receiver, least[taken]);
                waysWithOneMore[taken] += waysThrough(taken, receiver, least[taken] + 1);
            }
        }
    }

    private int changesThrough(int taken, int receiver) {
        int giver = Integer.bitCount(taken);
        int next = taken | 1 << receiver;
        boolean possible = next != taken && gifts.allows(giver, receiver) && least[next] != IMPOSSIBLE;
        return possible ? change(giver, receiver) + least[next] : IMPOSSIBLE;
    }

    private int change(int giver, int receiver) {
        return kept[giver] == receiver ? 0 : 1;
    }

    /** In how many ways the remaining givers are served with exactly so many changes, the next by this receiver. */
    private long waysThrough(int taken, int receiver, int changes) {
        int fewest = changesThrough(taken, receiver);
        int next = taken | 1 << receiver;
        if (fewest == changes) {
            return ways[next];
        }
        return fewest == changes - 1 ? waysWithOneMore[next] : 0;
    }

    /** The receiver of each giver. There must be a pairing. */
    int[] pick(RandomGenerator random) {
        long number = random.nextLong(ways[0] + waysWithOneMore[0]);
        int changes = number < ways[0] ? least[0] : least[0] + 1;
        return receivers(number < ways[0] ? number : number - ways[0], changes);
    }

    private int[] receivers(long number, int changes) {
        int[] receivers = new int[gifts.people()];
        int taken = 0;
        for (int giver = 0; giver < receivers.length; giver++) {
            int receiver = 0;
            while (number >= waysThrough(taken, receiver, changes)) {
                number -= waysThrough(taken, receiver, changes);
                receiver++;
            }
            receivers[giver] = receiver;
            changes -= change(giver, receiver);
            taken |= 1 << receiver;
        }
        return receivers;
    }
}
