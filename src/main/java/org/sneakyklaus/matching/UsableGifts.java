package org.sneakyklaus.matching;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The gifts of which each is part of some pairing; the other allowed gifts can never be made, as when somebody else has
 * no other receiver.
 *
 * @param reversed the same gifts, reversed
 */
record UsableGifts(AllowedGifts gifts, AllowedGifts reversed) {

    /** Empty when there is no pairing. */
    static Optional<UsableGifts> among(AllowedGifts allowed) {
        MaximumMatching pairing = MaximumMatching.of(allowed);
        if (!pairing.isComplete()) {
            return Optional.empty();
        }
        AllowedGifts usable = Alternatives.of(allowed, allowed.reversed(), pairing);
        return Optional.of(new UsableGifts(usable, usable.reversed()));
    }

    int people() {
        return gifts.people();
    }

    /** The givers who have the same receiver in every pairing. */
    IntStream forced() {
        return IntStream.range(0, people()).filter(giver -> gifts.choices(giver) == 1);
    }

    int fewestChoices() {
        return IntStream.range(0, people())
                .map(person -> Math.min(gifts.choices(person), reversed.choices(person)))
                .min()
                .orElse(0);
    }

    /** Whether gifts, passed on and on, may come from everybody to everybody; if not, there is no single circle. */
    boolean reachEverybody() {
        return reachEverybody(gifts) && reachEverybody(reversed);
    }

    private static boolean reachEverybody(AllowedGifts gifts) {
        BitSet unseen = everybody(gifts);
        pass(gifts, 0, unseen);
        return unseen.isEmpty();
    }

    /**
     * Whether gifts would have to come to somebody twice: without that person nobody's reach all the others, or nobody
     * is reached by all. If so, there is no single circle, since it would leave a row of the others. It takes long for
     * more than some hundreds.
     */
    boolean needSomebodyTwice() {
        return IntStream.range(0, people())
                .anyMatch(person -> !rowWithout(person, gifts) || !rowWithout(person, reversed));
    }

    /** Whether somebody reaches all the others: if anybody does, then the last from whom a search has to start anew. */
    private static boolean rowWithout(int person, AllowedGifts gifts) {
        BitSet unseen = everybody(gifts);
        unseen.clear(person);
        int last = person;
        while (!unseen.isEmpty()) {
            last = unseen.nextSetBit(0);
            pass(gifts, last, unseen);
        }
        unseen.set(0, gifts.people());
        unseen.clear(person);
        pass(gifts, last, unseen);
        return unseen.isEmpty();
    }

    private static BitSet everybody(AllowedGifts gifts) {
        BitSet everybody = new BitSet(gifts.people());
        everybody.set(0, gifts.people());
        return everybody;
    }

    /** Takes those who are reached through others out of the unseen. */
    private static void pass(AllowedGifts gifts, int start, BitSet unseen) {
        unseen.clear(start);
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.add(start);
        while (!waiting.isEmpty()) {
            int giver = waiting.remove();
            int receiver = gifts.nextReceiver(giver, unseen, 0);
            while (receiver >= 0) {
                unseen.clear(receiver);
                waiting.add(receiver);
                receiver = gifts.nextReceiver(giver, unseen, receiver + 1);
            }
        }
    }

    /**
     * The natural logarithm of how many times one would have to draw everybody's receiver, or giver, apart from the
     * others' until no rule is broken.
     */
    double logarithmOfTries() {
        return Math.max(logarithmOfTries(gifts), logarithmOfTries(reversed));
    }

    private static double logarithmOfTries(AllowedGifts gifts) {
        return IntStream.range(0, gifts.people())
                .mapToDouble(giver -> Math.log((gifts.people() - 1.0) / gifts.choices(giver)))
                .sum();
    }
}
