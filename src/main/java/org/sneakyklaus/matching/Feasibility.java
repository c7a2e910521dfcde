package org.sneakyklaus.matching;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sneakyklaus.matching.MatchingResult.Infeasible;

/**
 * Whether there is any pairing: there is one exactly when a maximum matching leaves nobody out. Otherwise the people
 * reached by alternating paths from somebody left out break Hall's condition: every receiver reached is taken by
 * another giver reached, so the givers are one more than the receivers.
 */
final class Feasibility {

    private Feasibility() {}

    static Optional<Infeasible> obstacle(List<Long> people, AllowedGifts gifts) {
        MaximumMatching matching = MaximumMatching.of(gifts);
        for (int giver = 0; giver < gifts.people(); giver++) {
            if (matching.receiverOf(giver) == MaximumMatching.NOBODY) {
                return Optional.of(obstacleFrom(giver, matching, people, gifts));
            }
        }
        return Optional.empty();
    }

    private static Infeasible obstacleFrom(
            int leftOut, MaximumMatching matching, List<Long> people, AllowedGifts gifts) {
        Set<Long> givers = new HashSet<>();
        Set<Long> receivers = new HashSet<>();
        BitSet unseen = new BitSet();
        unseen.set(0, gifts.people());
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.add(leftOut);
        while (!waiting.isEmpty()) {
            int giver = waiting.remove();
            givers.add(people.get(giver));
            int receiver = gifts.nextReceiver(giver, unseen, 0);
            while (receiver >= 0) {
                unseen.clear(receiver);
                receivers.add(people.get(receiver));
                waiting.add(matching.giverOf(receiver));
                receiver = gifts.nextReceiver(giver, unseen, receiver + 1);
            }
        }
        return new Infeasible(givers, receivers);
    }
}
