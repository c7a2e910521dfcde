package org.sneakyklaus.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Matched;

/** A pairing by position in the list of people. */
final class Drawn {

    private final int[] receivers;
    private final Circles otherwise;

    /**
     * @param receivers by giver
     * @param otherwise what to report if it is not one circle
     */
    Drawn(int[] receivers, Circles otherwise) {
        this.receivers = receivers;
        this.otherwise = otherwise;
    }

    /**
     * Draws among all circles, or all pairings if there are no circles, each equally likely. Requires that there is a
     * pairing.
     */
    static Drawn counted(AllowedGifts gifts, RandomGenerator random) {
        CircleCounting circles = new CircleCounting(gifts);
        int[] receivers = circles.total() > 0 ? circles.pick(random) : new PairingCounting(gifts).pick(random);
        return new Drawn(receivers, Circles.SEVERAL_PROVEN);
    }

    Matched matched(List<Long> people) {
        Map<Long, Long> receiverByGiver = new HashMap<>();
        for (int giver = 0; giver < receivers.length; giver++) {
            receiverByGiver.put(people.get(giver), people.get(receivers[giver]));
        }
        return Matched.of(receiverByGiver, otherwise);
    }
}
