package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The allowed gifts, by position in the list of people. Stores one bit for each ordered pair, set if it is forbidden.
 */
final class AllowedGifts {

    private final BitSet[] forbidden;

    /** @param forbidden by giver the forbidden receivers, including the giver */
    AllowedGifts(BitSet[] forbidden) {
        this.forbidden = forbidden;
    }

    static Map<Long, Integer> positions(List<Long> people) {
        Map<Long, Integer> positions = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            positions.put(people.get(i), i);
        }
        return positions;
    }

    int people() {
        return forbidden.length;
    }

    boolean allows(int giver, int receiver) {
        return !forbidden[giver].get(receiver);
    }

    /** Returns the number of receivers the giver may give to. */
    int choices(int giver) {
        return forbidden.length - forbidden[giver].cardinality();
    }

    /** Whether two givers may give to the same people, not counting each other and themselves. */
    boolean haveSameReceivers(int one, int other) {
        BitSet different = refusedOr(one, new BitSet());
        different.xor(forbidden[other]);
        different.clear(one);
        different.clear(other);
        return different.isEmpty();
    }

    /** Returns the receivers the giver may not give to, including the giver. */
    IntStream refusedBy(int giver) {
        return forbidden[giver].stream();
    }

    /** Returns a copy of the receivers the giver may not give to, joined with some others. */
    BitSet refusedOr(int giver, BitSet others) {
        BitSet refused = (BitSet) forbidden[giver].clone();
        refused.or(others);
        return refused;
    }

    /** Returns the first candidate at or after {@code from} that the giver may give to, or -1 if none. */
    int nextReceiver(int giver, BitSet candidates, int from) {
        BitSet refused = forbidden[giver];
        int candidate = candidates.nextSetBit(from);
        while (candidate >= 0 && refused.get(candidate)) {
            candidate = candidates.nextSetBit(refused.nextClearBit(candidate));
        }
        return candidate;
    }

    /** Returns the first receiver at or after {@code from} that the giver may give to, or -1 if none. */
    int nextReceiver(int giver, int from) {
        int receiver = forbidden[giver].nextClearBit(from);
        return receiver < forbidden.length ? receiver : -1;
    }

    /** Returns these gifts with givers and receivers exchanged. */
    AllowedGifts reversed() {
        int people = forbidden.length;
        long[][] columns = new long[people][(people + 63) / 64];
        long[] square = new long[64];
        for (int top = 0; top < people; top += 64) {
            long[][] rows = rows(top);
            for (int left = 0; left < people; left += 64) {
                for (int i = 0; i < 64; i++) {
                    square[i] = left / 64 < rows[i].length ? rows[i][left / 64] : 0;
                }
                transpose(square);
                for (int i = 0; i < Math.min(64, people - left); i++) {
                    columns[left + i][top / 64] = square[i];
                }
            }
        }
        return new AllowedGifts(Stream.of(columns).map(BitSet::valueOf).toArray(BitSet[]::new));
    }

    private long[][] rows(int from) {
        long[][] rows = new long[64][0];
        for (int i = 0; i < Math.min(64, forbidden.length - from); i++) {
            rows[i] = forbidden[from + i].toLongArray();
        }
        return rows;
    }

    /** Transposes 64 × 64 bits in place by exchanging ever smaller squares (H. S. Warren, Hacker's Delight, 7-3). */
    private static void transpose(long[] square) {
        long mask = 0xFFFFFFFFL;
        for (int size = 32; size > 0; size >>= 1, mask ^= mask << size) {
            for (int i = 0; i < 64; i = (i + size + 1) & ~size) {
                long difference = (square[i] >>> size ^ square[i + size]) & mask;
                square[i] ^= difference << size;
                square[i + size] ^= difference;
            }
        }
    }

    /** Returns all receivers that at least one of the givers may give to. */
    BitSet receiversOf(BitSet givers) {
        BitSet refusedByAll = new BitSet();
        refusedByAll.set(0, people());
        givers.stream().forEach(giver -> refusedByAll.and(forbidden[giver]));
        refusedByAll.flip(0, people());
        return refusedByAll;
    }

    /** Returns the gifts from some givers to as many receivers; positions are indexes of the two arrays. */
    AllowedGifts among(int[] givers, int[] receivers) {
        BitSet[] rows = new BitSet[givers.length];
        for (int giver = 0; giver < givers.length; giver++) {
            rows[giver] = new BitSet();
            for (int receiver = 0; receiver < receivers.length; receiver++) {
                rows[giver].set(receiver, !allows(givers[giver], receivers[receiver]));
            }
        }
        return new AllowedGifts(rows);
    }

    /** Returns a number that identifies the gift. Does not overflow for up to 46,340 people. */
    int number(int giver, int receiver) {
        return giver * people() + receiver;
    }

    int giver(int number) {
        return number / people();
    }

    int receiver(int number) {
        return number % people();
    }

    /** Returns a copy that also allows the gifts with these numbers. */
    AllowedGifts allowing(int[] more) {
        BitSet[] rows = forbidden.clone();
        Arrays.stream(more)
                .map(this::giver)
                .distinct()
                .forEach(giver -> rows[giver] = (BitSet) forbidden[giver].clone());
        for (int number : more) {
            rows[giver(number)].clear(receiver(number));
        }
        return new AllowedGifts(rows);
    }
}
