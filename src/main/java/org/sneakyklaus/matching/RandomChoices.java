package org.sneakyklaus.matching;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Picks receivers at random, each allowed one equally likely. */
final class RandomChoices {

    /**
     * A giver who may give to at least this fraction of the people is served by trying; lists of all would be too
     * long.
     */
    private static final int TRIES = 16;

    private final AllowedGifts gifts;
    private final RandomGenerator random;
    private final int[][] lists;

    RandomChoices(AllowedGifts gifts, RandomGenerator random) {
        this.gifts = gifts;
        this.random = random;
        lists = IntStream.range(0, gifts.people()).mapToObj(this::list).toArray(int[][]::new);
    }

    /** Returns the receivers of a giver who has few, or an empty array for the others. */
    private int[] list(int giver) {
        int length = gifts.choices(giver);
        if (length * TRIES >= gifts.people()) {
            return new int[0];
        }
        int[] list = new int[length];
        int receiver = -1;
        for (int i = 0; i < length; i++) {
            receiver = gifts.nextReceiver(giver, receiver + 1);
            list[i] = receiver;
        }
        return list;
    }

    /** Returns a random receiver the giver may give to. Requires that there is one. */
    int receiverFor(int giver) {
        int[] list = lists[giver];
        if (list.length > 0) {
            return list[random.nextInt(list.length)];
        }
        int receiver = random.nextInt(gifts.people());
        while (!gifts.allows(giver, receiver)) {
            receiver = random.nextInt(gifts.people());
        }
        return receiver;
    }
}
