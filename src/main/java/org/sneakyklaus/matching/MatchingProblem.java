package org.sneakyklaus.matching;

import java.util.AbstractSet;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The people taking part, and the forbidden gifts. Giving to oneself is always forbidden and needs no pair.
 *
 * <p>Stores one bit for each pair, so that 10,000 people take at most 13 MB, whatever the rules.
 */
public final class MatchingProblem {

    public static final int FEWEST_PEOPLE = 3;

    private final List<Long> people;
    private final Map<Long, Integer> positions;
    private final AllowedGifts gifts;

    /**
     * @param people at least three distinct ids
     * @param forbidden ordered pairs of two different people who both take part
     */
    public MatchingProblem(List<Long> people, Set<Pair> forbidden) {
        this(people, rows(AllowedGifts.positions(people), forbidden));
    }

    /** @param forbidden for each person the positions of those they must not give to, including their own */
    MatchingProblem(List<Long> people, BitSet[] forbidden) {
        this.people = List.copyOf(people);
        if (people.size() < FEWEST_PEOPLE) {
            throw new IllegalArgumentException("A draw needs at least " + FEWEST_PEOPLE + " people");
        }
        positions = AllowedGifts.positions(people);
        if (positions.size() < people.size()) {
            throw new IllegalArgumentException("A person is listed twice");
        }
        gifts = new AllowedGifts(forbidden);
    }

    static BitSet[] rows(Map<Long, Integer> positions, Set<Pair> forbidden) {
        BitSet[] rows = new BitSet[positions.size()];
        for (int person = 0; person < rows.length; person++) {
            rows[person] = new BitSet();
            rows[person].set(person);
        }
        forbidden.forEach(pair -> rows[position(pair.giver(), positions)].set(position(pair.receiver(), positions)));
        return rows;
    }

    static int position(long id, Map<Long, Integer> positions) {
        Integer position = positions.get(id);
        if (position == null) {
            throw new IllegalArgumentException("A rule names a person who does not take part");
        }
        return position;
    }

    public List<Long> people() {
        return people;
    }

    /**
     * Returns the forbidden pairs, without those of a person with themselves. Counting or listing them visits each.
     */
    public Set<Pair> forbidden() {
        return new ForbiddenPairs();
    }

    AllowedGifts gifts() {
        return gifts;
    }

    /** Contains no ids: forbidden pairs may come from an earlier draw. */
    @Override
    public String toString() {
        return "MatchingProblem[" + people.size() + " people, " + forbidden().size() + " forbidden pairs]";
    }

    /** The giver must not give to the receiver; the other direction is a separate pair. */
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

        /** Contains no ids. */
        @Override
        public String toString() {
            return "Pair[…]";
        }
    }

    /** The forbidden bits as a set of pairs. */
    private final class ForbiddenPairs extends AbstractSet<Pair> {

        @Override
        public Iterator<Pair> iterator() {
            return IntStream.range(0, people.size())
                    .boxed()
                    .flatMap(giver -> gifts.refusedBy(giver)
                            .filter(receiver -> receiver != giver)
                            .mapToObj(receiver -> new Pair(people.get(giver), people.get(receiver))))
                    .iterator();
        }

        @Override
        public int size() {
            return IntStream.range(0, people.size())
                    .map(giver -> people.size() - gifts.choices(giver) - 1)
                    .sum();
        }

        @Override
        public boolean contains(@Nullable Object object) {
            if (!(object instanceof Pair pair)) {
                return false;
            }
            Integer giver = positions.get(pair.giver());
            Integer receiver = positions.get(pair.receiver());
            return giver != null && receiver != null && !gifts.allows(giver, receiver);
        }

        /** Contains no ids. */
        @Override
        public String toString() {
            return size() + " forbidden pairs";
        }
    }
}
