package org.sneakyklaus.matching;

import java.util.stream.IntStream;

/**
 * Decides whether there are so few rules that there certainly is a single circle, and another one that gives a
 * different receiver to any one person. This holds if each person may give to half of the group and receive from half
 * of it even with one more pair forbidden (A. Ghouila-Houri, Une condition suffisante d'existence d'un circuit
 * hamiltonien, 1960).
 */
final class FewRules {

    private FewRules() {}

    static boolean in(AllowedGifts gifts) {
        return leaveHalf(gifts) && leaveHalf(gifts.reversed());
    }

    private static boolean leaveHalf(AllowedGifts gifts) {
        int oneMore = 1;
        return IntStream.range(0, gifts.people())
                .allMatch(giver -> 2 * (gifts.choices(giver) - oneMore) >= gifts.people());
    }
}
