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
 * Mends a pairing: takes people out of it, and puts people into it one by one, so that few givers get another receiver.
 *
 * <p>Guaranteed for every size: a pairing is found if and only if there is one. Nothing but the pairing and the rules
 * matters: not who has looked, nor when somebody came. One single circle is not sought: it would change more givers. It
 * is kept wherever the receiver of who leaves goes to their giver, and by who is put into a gift.
 */
public final class PairingRepair {

    /** So many receivers are dealt out at once at the most; counting the ways takes n 2^n steps. */
    private static final int MOST_DEALT = 14;

    /** So many more may change where somebody must change whose receiver stays. */
    static final int OTHERS = 3;

    private PairingRepair() {}

    /**
     * Finds a pairing for those who take part now with few changes. Whoever is new, or whose receiver left or may no
     * longer be theirs, changes in any case. The receivers who are free then are dealt to them, each way that the rules
     * allow being exactly equally likely.
     *
     * <p>Where the rules allow none, somebody must change whose receiver stays, and could tell who gives to that receiver
     * now. So the fewest who must change are found, {@value #OTHERS} others are chosen at random, and the receivers of
     * all of these are dealt out among them. Only if more than {@value #MOST_DEALT} must change, they alone do.
     *
     * @param problem who takes part now, and under which rules
     * @param previous the receiver of each giver before; may name people who left
     * @throws IllegalArgumentException when two givers had the same receiver
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

    /** Deals the receivers who are free to those who have none, where the rules allow that and they are not too many. */
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

    /** Takes their receivers from those who change, and from some others. */
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
     * Puts somebody into one of the present gifts, g to r, which becomes two: g to them, and they to r. All gifts that
     * the rules allow to become two are exactly equally likely. Where there is none it is mended as {@link #repair} does.
     *
     * @param problem who takes part now, and under which rules; the newcomer among them
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

    /** By giver the receiver who may stay theirs, or {@link MaximumMatching#NOBODY}. */
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
