package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Counts every single circle, and picks one by its number: each is exactly equally likely.
 *
 * <p>Dynamic programming over subsets after R. Bellman, Dynamic Programming Treatment of the Travelling Salesman
 * Problem, and M. Held and R. M. Karp, A Dynamic Programming Approach to Sequencing Problems (both 1962). Time grows
 * with n^2 2^n; counts fit a {@code long} for up to 21 people.
 */
final class CircleCounting {

    private final AllowedGifts gifts;
    /** The person with the highest position, where every circle begins and ends. */
    private final int home;

    private final int everybodyElse;
    /** By the set of people visited and the last of them: the ways to go on and come home. */
    private final long[][] ways;

    CircleCounting(AllowedGifts gifts) {
        this.gifts = gifts;
        home = gifts.people() - 1;
        everybodyElse = (1 << home) - 1;
        ways = new long[1 << home][home];
        for (int visited = everybodyElse; visited > 0; visited--) {
            for (int last = 0; last < home; last++) {
                if ((visited & 1 << last) != 0) {
                    ways[visited][last] = count(visited, last);
                }
            }
        }
    }

    private long count(int visited, int last) {
        if (visited == everybodyElse) {
            return gifts.allows(last, home) ? 1 : 0;
        }
        long sum = 0;
        for (int next = 0; next < home; next++) {
            sum += waysThrough(visited, last, next);
        }
        return sum;
    }

    private long waysThrough(int visited, int last, int next) {
        boolean possible = (visited & 1 << next) == 0 && gifts.allows(last, next);
        return possible ? ways[visited | 1 << next][next] : 0;
    }

    long total() {
        return count(0, home);
    }

    /** By giver the receivers whom they have in any circle. */
    BitSet[] receiversInCircles() {
        BitSet[] receivers = new BitSet[home + 1];
        Arrays.setAll(receivers, giver -> new BitSet());
        goOn(0, home, receivers, new boolean[ways.length][home]);
        return receivers;
    }

    /** Goes all ways that come home, each only once, however it was reached. */
    private void goOn(int visited, int last, BitSet[] receivers, boolean[][] gone) {
        if (visited == everybodyElse) {
            receivers[last].set(home);
        }
        for (int next = 0; next < home; next++) {
            if (waysThrough(visited, last, next) > 0) {
                receivers[last].set(next);
                int reached = visited | 1 << next;
                if (!gone[reached][next]) {
                    gone[reached][next] = true;
                    goOn(reached, next, receivers, gone);
                }
            }
        }
    }

    /** The receiver of each giver. There must be a circle. */
    int[] pick(RandomGenerator random) {
        int[] receivers = new int[home + 1];
        long number = random.nextLong(total());
        int last = home;
        int visited = 0;
        while (visited != everybodyElse) {
            int next = 0;
            while (number >= waysThrough(visited, last, next)) {
                number -= waysThrough(visited, last, next);
                next++;
            }
            receivers[last] = next;
            visited |= 1 << next;
            last = next;
        }
        receivers[last] = home;
        return receivers;
    }
}
