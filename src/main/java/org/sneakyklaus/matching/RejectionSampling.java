package org.sneakyklaus.matching;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws without looking at the rules and throws away what breaks one, at the first broken rule. What is kept is exactly
 * uniform. The effort is bounded by a number of random choices rather than of tries, because a try ends sooner the
 * tighter the rules are; a try that keeps all rules always makes the same number of choices, so the bound favours none.
 */
final class RejectionSampling {

    private final AllowedGifts gifts;
    private final RandomGenerator random;
    private final long mostChoices;

    RejectionSampling(AllowedGifts gifts, RandomGenerator random, long mostChoices) {
        this.gifts = gifts;
        this.random = random;
        this.mostChoices = mostChoices;
    }

    /** The receiver of each giver, in a single circle; empty when none was met. */
    Optional<int[]> circle() {
        int people = gifts.people();
        int[] order = IntStream.range(0, people).toArray();
        for (long choices = 0; choices < mostChoices; ) {
            int placed = 1;
            do {
                swap(order, placed, random.nextInt(placed, people));
                choices++;
            } while (gifts.allows(order[placed - 1], order[placed]) && ++placed < people);
            if (placed == people && gifts.allows(order[people - 1], order[0])) {
                return Optional.of(receiversAlong(order));
            }
        }
        return Optional.empty();
    }

    /** The receiver of each giver, in any number of circles; empty when none was met. */
    Optional<int[]> pairing() {
        int people = gifts.people();
        int[] receivers = IntStream.range(0, people).toArray();
        for (long choices = 0; choices < mostChoices; ) {
            int giver = 0;
            do {
                swap(receivers, giver, random.nextInt(giver, people));
                choices++;
            } while (gifts.allows(giver, receivers[giver]) && ++giver < people);
            if (giver == people) {
                return Optional.of(receivers);
            }
        }
        return Optional.empty();
    }

    private static int[] receiversAlong(int[] order) {
        int[] receivers = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            receivers[order[i]] = order[(i + 1) % order.length];
        }
        return receivers;
    }

    static int[] shuffled(int count, RandomGenerator random) {
        int[] numbers = IntStream.range(0, count).toArray();
        for (int i = 0; i < count; i++) {
            swap(numbers, i, random.nextInt(i, count));
        }
        return numbers;
    }

    private static void swap(int[] numbers, int i, int j) {
        int number = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = number;
    }
}
