package org.sneakyklaus.matching;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Infeasible;

/**
 * Repairs a pairing: removes people from it and inserts others one at a time, so that few givers get another
 * receiver.
 *
 * <p>Guaranteed for every size: a pairing is found if and only if there is one. Only the pairing and the rules
 * matter, not who has looked or when a person joined. It does not seek a single circle, which would change more
 * givers. A single circle remains if the receiver of each person who leaves goes to their giver, and if each newcomer
 * is inserted into a gift.
 */
public final class PairingRepair {

    /** Maximum number of receivers dealt at once; counting the ways takes n 2^n steps. */
    private static final int MOST_DEALT = 14;

    /** Number of others who may change if a giver must change whose receiver stays. */
    static final int OTHERS = 3;

    private PairingRepair() {}

    /**
     * Finds a pairing for the current people with few changes. Givers who are new, or whose receiver left or is no
     * longer allowed, always change. The free receivers are dealt to them; each allowed way is exactly equally
     * likely.
     *
     * <p>If the rules allow no way, a giver whose receiver stays must change, and could tell who gives to that
     * receiver now. To prevent that, it finds the fewest givers who must change, chooses {@value #OTHERS} others at
     * random, and deals the receivers of all of these among them. If these are more than {@value #MOST_DEALT}, only
     * the fewest change.
     *
     * @param problem the people who take part now, and the rules
     * @param previous the previous receiver of each giver; may contain people who left
     * @throws IllegalArgumentException if two givers had the same receiver
     */
    public static MatchingResult repair(MatchingProblem problem, Map<Long, Long> previous, RandomGenerator random) {
        if (new HashSet<>(previous.values()).size() < previous.size()) {
            throw new IllegalArgumentException("Two givers had the same receiver");
        }
        List<Long> people = problem.people();
        AllowedGifts gifts = problem.gifts();
        Optional<Infeasible> obstacle = Feasibility.obstacle(people, gifts);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        int[] receivers = kept(people, previous, gifts);
        if (!deal(receivers, gifts, random)) {
            int[] fewest = new CheapestPairing(gifts, receivers, random).receivers();
            receivers = withoutReceivers(receivers, fewest, random);
            if (!deal(receivers, gifts, random)) {
                receivers = fewest;
            }
        }
        return new Drawn(receivers, Circles.SEVERAL_FOUND).matched(people);
    }

    /** Deals the free receivers to the givers without one, if the rules allow it and there are not too many. */
    private static boolean deal(int[] receivers, AllowedGifts gifts, RandomGenerator random) {
        BitSet free = new BitSet();
        free.set(0, receivers.length);
        Arrays.stream(receivers)
                .filter(receiver -> receiver != MaximumMatching.NOBODY)
                .forEach(free::clear);
        int[] waiting = free.stream().toArray();
        if (waiting.length > MOST_DEALT) {
            return false;
        }
        int[] givers = IntStream.range(0, receivers.length)
                .filter(giver -> receivers[giver] == MaximumMatching.NOBODY)
                .toArray();
        PairingCounting ways = new PairingCounting(gifts.among(givers, waiting));
        if (ways.total() == 0) {
            return false;
        }
        int[] picked = ways.pick(random);
        for (int i = 0; i < givers.length; i++) {
            receivers[givers[i]] = waiting[picked[i]];
        }
        return true;
    }

    /** Removes the receivers of the givers who change, and of some others. */
    private static int[] withoutReceivers(int[] kept, int[] changed, RandomGenerator random) {
        int[] receivers = kept.clone();
        int others = OTHERS;
        for (int giver : RejectionSampling.shuffled(kept.length, random)) {
            if (changed[giver] != kept[giver]) {
                receivers[giver] = MaximumMatching.NOBODY;
            } else if (others > 0) {
                receivers[giver] = MaximumMatching.NOBODY;
                others--;
            }
        }
        return receivers;
    }

    /**
     * Inserts a person into one of the existing gifts, from g to r, which becomes two: from g to them, and from them
     * to r. All gifts where the rules allow this are exactly equally likely. If there is none, the pairing is
     * repaired as by {@link #repair}.
     *
     * @param problem the people who take part now, including the newcomer, and the rules
     * @param present the receiver of each of the others, under these rules
     */
    public static MatchingResult letIn(
            long newcomer, MatchingProblem problem, Map<Long, Long> present, RandomGenerator random) {
        AllowedGifts gifts = problem.gifts();
        int[] receivers = kept(problem.people(), present, gifts);
        int place = problem.people().indexOf(newcomer);
        int[] givers = IntStream.range(0, receivers.length)
                .filter(giver -> giver != place && gifts.allows(giver, place) && gifts.allows(place, receivers[giver]))
                .toArray();
        if (givers.length == 0) {
            return repair(problem, present, random);
        }
        int giver = givers[random.nextInt(givers.length)];
        receivers[place] = receivers[giver];
        receivers[giver] = place;
        return new Drawn(receivers, Circles.SEVERAL_FOUND).matched(problem.people());
    }

    /** Returns, by giver, the receiver who may stay theirs, or {@link MaximumMatching#NOBODY}. */
    static int[] kept(List<Long> people, Map<Long, Long> previous, AllowedGifts gifts) {
        Map<Long, Integer> positions = AllowedGifts.positions(people);
        int[] kept = new int[people.size()];
        for (int giver = 0; giver < kept.length; giver++) {
            Long before = previous.get(people.get(giver));
            Integer receiver = before == null ? null : positions.get(before);
            kept[giver] = receiver == null || !gifts.allows(giver, receiver) ? MaximumMatching.NOBODY : receiver;
        }
        return kept;
    }
}
