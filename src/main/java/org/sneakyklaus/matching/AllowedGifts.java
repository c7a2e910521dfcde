package org.sneakyklaus.matching;

import java.util.Arrays;
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

    private AllowedGifts(BitSet[] forbidden) {
        this.forbidden = forbidden;
    }

    private static AllowedGifts everything(int people) {
        BitSet[] forbidden = new BitSet[people];
        Arrays.setAll(forbidden, giver -> new BitSet());
        return new AllowedGifts(forbidden);
    }

    static AllowedGifts of(MatchingProblem problem) {
        Map<Long, Integer> positions = positions(problem.people());
        AllowedGifts gifts = everything(positions.size());
        for (int i = 0; i < positions.size(); i++) {
            gifts.forbidden[i].set(i);
        }
        for (Pair pair : problem.forbidden()) {
            int giver = Objects.requireNonNull(positions.get(pair.giver()));
            int receiver = Objects.requireNonNull(positions.get(pair.receiver()));
            gifts.forbidden[giver].set(receiver);
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

    /** The same rules with everybody renumbered, as givers and as receivers apart. */
    AllowedGifts renumbered(int[] giverNumbers, int[] receiverNumbers) {
        AllowedGifts renumbered = everything(people());
        for (int giver = 0; giver < people(); giver++) {
            BitSet row = renumbered.forbidden[giverNumbers[giver]];
            forbidden[giver].stream().forEach(receiver -> row.set(receiverNumbers[receiver]));
        }
        return renumbered;
    }

    /** The same rules with givers and receivers exchanged. */
    AllowedGifts transposed() {
        AllowedGifts transposed = everything(people());
        for (int giver = 0; giver < people(); giver++) {
            int row = giver;
            forbidden[giver].stream().forEach(receiver -> transposed.forbidden[receiver].set(row));
        }
        return transposed;
    }
}
