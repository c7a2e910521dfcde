package org.sneakyklaus.matching;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who takes part, and who must not give to whom. Nobody gives to themselves; that needs no pair.
 *
 * @param people at least three distinct ids
 * @param forbidden ordered pairs of two different people who both take part
 */
public record MatchingProblem(List<Long> people, Set<Pair> forbidden) {

    public static final int FEWEST_PEOPLE = 3;

    public MatchingProblem {
        people = List.copyOf(people);
        forbidden = Set.copyOf(forbidden);
        if (people.size() < FEWEST_PEOPLE) {
            throw new IllegalArgumentException("A draw needs at least " + FEWEST_PEOPLE + " people");
        }
        Set<Long> known = new HashSet<>(people);
        if (known.size() < people.size()) {
            throw new IllegalArgumentException("A person is listed twice");
        }
        for (Pair pair : forbidden) {
            if (!known.contains(pair.giver()) || !known.contains(pair.receiver())) {
                throw new IllegalArgumentException("A forbidden pair names somebody who does not take part");
            }
        }
    }

    /** Names nobody: forbidden pairs may come from an earlier draw. */
    @Override
    public String toString() {
        return "MatchingProblem[" + people.size() + " people, " + forbidden.size() + " forbidden pairs]";
    }

    /** The giver must not give to the receiver; the other direction is a pair of its own. */
    public record Pair(long giver, long receiver) {

        public Pair {
            if (giver == receiver) {
                throw new IllegalArgumentException("A pair is two different people");
            }
        }

        /** Spreads neighbouring ids, whose pairs would otherwise share few hash codes and make large sets slow. */
        @Override
        public int hashCode() {
            return Long.hashCode(giver * 0x9E3779B97F4A7C15L + receiver);
        }

        /** Names nobody. */
        @Override
        public String toString() {
            return "Pair[…]";
        }
    }
}
