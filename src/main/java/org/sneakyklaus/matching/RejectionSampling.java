package org.sneakyklaus.matching;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Draws without looking at the rules, and rejects a try at the first broken rule. What is kept is exactly uniform.
 *
 * <p>The effort is bounded by the number of random choices, not of tries, because a try ends sooner the tighter the
 * rules are. A try that keeps all rules always makes the same number of choices, so the bound favours none.
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

    /** Returns the receiver of each giver in a single circle, or empty if none was found. */
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

    /** Returns the receiver of each giver, in any number of circles, or empty if no pairing was found. */
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
