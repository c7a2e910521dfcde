package org.sneakyklaus.matching;

import java.util.BitSet;
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
        List<Long> people = problem.people();
        AllowedGifts gifts = new AllowedGifts(people.size());
        Map<Long, Integer> positions = new HashMap<>();
        for (int i = 0; i < people.size(); i++) {
            positions.put(people.get(i), i);
            gifts.forbidden[i].set(i);
        }
        for (Pair pair : problem.forbidden()) {
            int giver = Objects.requireNonNull(positions.get(pair.giver()));
            int receiver = Objects.requireNonNull(positions.get(pair.receiver()));
            gifts.forbidden[giver].set(receiver);
        }
        return gifts;
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

    /** The same rules with everybody renumbered, as givers and as receivers apart. */
    AllowedGifts renumbered(int[] giverNumbers, int[] receiverNumbers) {
        AllowedGifts renumbered = new AllowedGifts(people());
        for (int giver = 0; giver < people(); giver++) {
            BitSet row = renumbered.forbidden[giverNumbers[giver]];
            forbidden[giver].stream().forEach(receiver -> row.set(receiverNumbers[receiver]));
        }
        return renumbered;
    }
}
