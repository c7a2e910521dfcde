package org.sneakyklaus.matching;

import java.util.stream.IntStream;

/**
 * Whether there are so few rules that plainly there is a single circle, and another one that gives somebody else to any
 * one person: even with one more pair forbidden, everybody may give to half of the group and receive from half of it
 * (A. Ghouila-Houri, Une condition suffisante d'existence d'un circuit hamiltonien, 1960).
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
