package org.sneakyklaus.matching;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.sneakyklaus.matching.MatchingProblem.Pair;

/** Collects rules about people who all take part, with no object for each pair: they may forbid millions. */
final class Rules {

    private final List<Long> people;
    private final Map<Long, Integer> positions;
    private final BitSet[] forbidden;

    /** @param people distinct ids */
    Rules(List<Long> people) {
        this.people = people;
        positions = AllowedGifts.positions(people);
        forbidden = MatchingProblem.rows(positions, Set.of());
    }

    Rules forbid(Collection<Pair> pairs) {
        pairs.forEach(pair -> forbidden[position(pair.giver())].set(position(pair.receiver())));
        return this;
    }

    /** Forbids all gifts within the group. */
    Rules apart(Collection<Long> group) {
        BitSet members = positions(group);
        members.stream().forEach(member -> forbidden[member].or(members));
        return this;
    }

    /** Allows the giver no receivers but these; other rules may forbid some of them. */
    Rules only(long giver, Collection<Long> receivers) {
        BitSet others = positions(receivers);
        others.flip(0, forbidden.length);
        forbidden[position(giver)].or(others);
        return this;
    }

    MatchingProblem problem() {
        return new MatchingProblem(
                people, Stream.of(forbidden).map(row -> (BitSet) row.clone()).toArray(BitSet[]::new));
    }

    private BitSet positions(Collection<Long> ids) {
        BitSet found = new BitSet(forbidden.length);
        ids.forEach(id -> found.set(position(id)));
        return found;
    }

    private int position(long id) {
        return MatchingProblem.position(id, positions);
    }
}
