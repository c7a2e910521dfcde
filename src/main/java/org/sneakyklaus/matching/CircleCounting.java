package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Counts every single circle, and picks one by its number, so that each is exactly equally likely. Dynamic
 * programming over subsets after R. Bellman, Dynamic Programming Treatment of the Travelling Salesman Problem, and M.
 * Held and R. M. Karp, A Dynamic Programming Approach to Sequencing Problems (both 1962). Time grows with n^2 2^n;
 * counts fit a {@code long} for up to 21 people.
 */
final class CircleCounting {

    /** By giver the set of receivers. */
    private final int[] receiversOf;
    /** The person with the highest position, where every circle begins and ends. */
    private final int home;

    private final int everybodyElse;
    /** By the set of people visited and the last of them: the number of ways to go on and return to {@link #home}. */
    private final long[] ways;

    CircleCounting(AllowedGifts gifts) {
        receiversOf = receiversOf(gifts);
        home = gifts.people() - 1;
        everybodyElse = (1 << home) - 1;
        ways = new long[(1 << home) * home];
        for (int visited = everybodyElse; visited > 0; visited--) {
            for (int rest = visited; rest != 0; rest &= rest - 1) {
                int last = Integer.numberOfTrailingZeros(rest);
                ways[place(visited, last)] = count(visited, last);
            }
        }
    }

    private static int[] receiversOf(AllowedGifts gifts) {
        int[] sets = new int[gifts.people()];
        for (int giver = 0; giver < sets.length; giver++) {
            for (int receiver = 0; receiver < sets.length; receiver++) {
                sets[giver] |= gifts.allows(giver, receiver) ? 1 << receiver : 0;
            }
        }
        return sets;
    }

    private long count(int visited, int last) {
        if (visited == everybodyElse) {
            return receiversOf[last] >> home;
        }
        long sum = 0;
        for (int next = candidates(visited, last); next != 0; next &= next - 1) {
            sum += waysThrough(visited, Integer.numberOfTrailingZeros(next));
        }
        return sum;
    }

    private int candidates(int visited, int last) {
        return receiversOf[last] & everybodyElse & ~visited;
    }

    private long waysThrough(int visited, int next) {
        return ways[place(visited | 1 << next, next)];
    }

    private int place(int visited, int last) {
        return visited * home + last;
    }

    long total() {
        return count(0, home);
    }

    /** Returns, by giver, the receivers they have in any circle. */
    BitSet[] receiversInCircles() {
        BitSet[] receivers = new BitSet[home + 1];
        Arrays.setAll(receivers, giver -> new BitSet());
        goOn(0, home, receivers, new boolean[ways.length]);
        return receivers;
    }

    /** Follows all ways that return home, each set of visited people and last person only once. */
    private void goOn(int visited, int last, BitSet[] receivers, boolean[] gone) {
        if (visited == everybodyElse) {
            receivers[last].set(home);
        }
        for (int candidates = candidates(visited, last); candidates != 0; candidates &= candidates - 1) {
            int next = Integer.numberOfTrailingZeros(candidates);
            if (waysThrough(visited, next) > 0) {
                receivers[last].set(next);
                int reached = visited | 1 << next;
                if (!gone[place(reached, next)]) {
                    gone[place(reached, next)] = true;
                    goOn(reached, next, receivers, gone);
                }
            }
        }
    }

    /** Returns the receiver of each giver in a random circle. Requires that there is a circle. */
    int[] pick(RandomGenerator random) {
        int[] receivers = new int[home + 1];
        long number = random.nextLong(total());
        int last = home;
        int visited = 0;
        while (visited != everybodyElse) {
            int candidates = candidates(visited, last);
            int next = Integer.numberOfTrailingZeros(candidates);
            while (number >= waysThrough(visited, next)) {
                number -= waysThrough(visited, next);
                candidates &= candidates - 1;
                next = Integer.numberOfTrailingZeros(candidates);
            }
            receivers[last] = next;
            visited |= 1 << next;
            last = next;
        }
        receivers[last] = home;
        return receivers;
    }
}
