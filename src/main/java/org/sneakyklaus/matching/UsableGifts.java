package org.sneakyklaus.matching;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The gifts that are part of some pairing. Other allowed gifts can never be made, for example because another giver
 * has no other receiver.
 *
 * @param reversed the same gifts, reversed
 */
record UsableGifts(AllowedGifts gifts, AllowedGifts reversed) {

    /** Returns the usable gifts, or empty if there is no pairing. */
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

    /** Returns the givers who have the same receiver in every pairing. */
    IntStream forced() {
        return IntStream.range(0, people()).filter(giver -> gifts.choices(giver) == 1);
    }

    int fewestChoices() {
        return IntStream.range(0, people())
                .map(person -> Math.min(gifts.choices(person), reversed.choices(person)))
                .min()
                .orElse(0);
    }

    /** Whether gifts, passed on and on, can get from each person to all others; if not, there is no single circle. */
    boolean reachEverybody() {
        return reachEverybody(gifts) && reachEverybody(reversed);
    }

    private static boolean reachEverybody(AllowedGifts gifts) {
        BitSet unseen = everybody(gifts);
        pass(gifts, 0, unseen);
        return unseen.isEmpty();
    }

    /**
     * Whether gifts would have to pass through one person twice: without that person no one reaches all the others,
     * or no one is reached by all. If so, there is no single circle, since it would leave a row of the others. It
     * takes long for more than some hundreds of people.
     */
    boolean needSomebodyTwice() {
        return IntStream.range(0, people())
                .anyMatch(person -> !rowWithout(person, gifts) || !rowWithout(person, reversed));
    }

    /**
     * Whether a person reaches all the others. If any does, so does the last one the search had to restart from.
     */
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

    /** Removes the people reached from the start through unseen people from the unseen. */
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
     * Returns the natural logarithm of the expected number of tries until no rule is broken, if each receiver, or
     * giver, is drawn independently.
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
