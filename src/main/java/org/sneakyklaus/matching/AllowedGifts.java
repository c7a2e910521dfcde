package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who may give to whom, by position in the list of people. Stores what is forbidden, one bit a pair. */
final class AllowedGifts {

    private final BitSet[] forbidden;

    /** @param forbidden by giver the refused receivers, the giver among them */
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

    /** To how many the giver may give. */
    int choices(int giver) {
        return forbidden.length - forbidden[giver].cardinality();
    }

    /** Those to whom the giver may not give, the giver among them. */
    IntStream refusedBy(int giver) {
        return forbidden[giver].stream();
    }

    /** A copy of those to whom the giver may not give, and some others. */
    BitSet refusedOr(int giver, BitSet others) {
        BitSet refused = (BitSet) forbidden[giver].clone();
        refused.or(others);
        return refused;
    }

    /** The first candidate at or after {@code from} to whom the giver may give, or -1. */
    int nextReceiver(int giver, BitSet candidates, int from) {
        BitSet refused = forbidden[giver];
        int candidate = candidates.nextSetBit(from);
        while (candidate >= 0 && refused.get(candidate)) {
            candidate = candidates.nextSetBit(refused.nextClearBit(candidate));
        }
        return candidate;
    }

    /** The first receiver at or after {@code from} to whom the giver may give, or -1. */
    int nextReceiver(int giver, int from) {
        int receiver = forbidden[giver].nextClearBit(from);
        return receiver < forbidden.length ? receiver : -1;
    }

    /** The same with everybody's giving and receiving exchanged. */
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

    /** Mirrors 64 × 64 bits in place, by exchanging ever smaller squares (H. S. Warren, Hacker's Delight, 7-3). */
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

    /** All to whom at least one of some givers may give. */
    BitSet receiversOf(BitSet givers) {
        BitSet refusedByAll = new BitSet();
        refusedByAll.set(0, people());
        givers.stream().forEach(giver -> refusedByAll.and(forbidden[giver]));
        refusedByAll.flip(0, people());
        return refusedByAll;
    }

    /** The gifts of some to some others, as many, both by their place among them. */
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

    /** A number for each gift; it fits for 46,340 people. */
    int number(int giver, int receiver) {
        return giver * people() + receiver;
    }

    int giver(int number) {
        return number / people();
    }

    int receiver(int number) {
        return number % people();
    }

    /** Rules that allow some gifts more, told by their numbers. */
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
