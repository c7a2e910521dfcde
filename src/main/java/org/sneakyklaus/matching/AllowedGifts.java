package org.sneakyklaus.matching;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/**
 * Who may give to whom, by position in the list of people. Stores what is forbidden, one bit a pair:
 * at most 13 MB for 10,000 people.
 */
final class AllowedGifts {

    private final BitSet[] forbidden;

    private AllowedGifts(int people) {
        forbidden = new BitSet[people];
        for (int giver = 0; giver < people; giver++) {
            forbidden[giver] = new BitSet();
        }
    }

    static AllowedGifts of(MatchingProblem problem) {
        Map<Long, Integer> positions = positions(problem.people());
        AllowedGifts gifts = new AllowedGifts(positions.size());
        for (int i = 0; i < positions.size(); i++) {
            gifts.forbidden[i].set(i);
        }
        for (Pair pair : problem.forbidden()) {
            Gift gift = Gift.of(pair, positions);
            gifts.forbidden[gift.giver].set(gift.receiver);
        }
        return gifts;
    }

    static Map<Long, Integer> positions(List<Long> people) {
        Map<Long, Integer> positions = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            positions.put(people.get(i), i);
        }
        return positions;
    }

    /** A pair by the positions of the two. */
    record Gift(int giver, int receiver) {

        static Gift of(Pair pair, Map<Long, Integer> positions) {
            return new Gift(
                    Objects.requireNonNull(positions.get(pair.giver())),
                    Objects.requireNonNull(positions.get(pair.receiver())));
        }

        /** Names nobody. */
        @Override
        public String toString() {
            return "Gift[…]";
        }
    }

    int people() {
        return forbidden.length;
    }

    boolean allows(int giver, int receiver) {
        return !forbidden[giver].get(receiver);
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

    /** All to whom at least one of some givers may give. */
    BitSet receiversOf(BitSet givers) {
        BitSet refusedByAll = new BitSet();
        refusedByAll.set(0, people());
        givers.stream().forEach(giver -> refusedByAll.and(forbidden[giver]));
        refusedByAll.flip(0, people());
        return refusedByAll;
    }

    /** Rules that allow these gifts too. */
    AllowedGifts allowing(Collection<Gift> more) {
        AllowedGifts wider = new AllowedGifts(people());
        for (int giver = 0; giver < people(); giver++) {
            wider.forbidden[giver].or(forbidden[giver]);
        }
        more.forEach(gift -> wider.forbidden[gift.giver].clear(gift.receiver));
        return wider;
    }

    /** The same rules with everybody renumbered, as givers and as receivers apart. */
    AllowedGifts renumbered(int[] giverNumbers, int[] receiverNumbers) {
        AllowedGifts renumbered = new AllowedGifts(people());
        for (int giver = 0; giver < people(); giver++) {
            BitSet row = renumbered.forbidden[giverNumbers[giver]];
            forbidden[giver].stream().forEach(receiver -> row.set(receiverNumbers[receiver]));
        }
        return renumbered;
    }

    /** The same rules with givers and receivers exchanged. */
    AllowedGifts transposed() {
        AllowedGifts transposed = new AllowedGifts(people());
        for (int giver = 0; giver < people(); giver++) {
            int row = giver;
            forbidden[giver].stream().forEach(receiver -> transposed.forbidden[receiver].set(row));
        }
        return transposed;
    }
}
