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
public final class Mender {

    static final int EXACT_UP_TO = 14;

    private Mender() {}

    /**
     * Finds a pairing for those who take part now with as few changes as can be. Whoever is new, or whose receiver left
     * or may no longer be theirs, changes in any case and counts.
     *
     * <p>Up to {@value #EXACT_UP_TO} people all pairings with the fewest changes are exactly equally likely. Where
     * somebody must change whose own receiver stays, those with one change more are as likely as well: somebody who knew
     * that they are the only one to change could tell who gives to their former receiver now. Above that number of
     * people, changes are the fewest, and each choice between equals is random, but not all are equally likely.
     *
     * @param problem who takes part now, and under which rules
     * @param previous the receiver of each giver before; may name people who left
     * @throws IllegalArgumentException when two givers had the same receiver
     */
    public static MatchingResult mend(MatchingProblem problem, Map<Long, Long> previous, RandomGenerator random) {
        return mend(problem, previous, random, EXACT_UP_TO);
    }

    static MatchingResult mend(
            MatchingProblem problem, Map<Long, Long> previous, RandomGenerator random, int exactUpTo) {
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
        if (!fillIn(receivers, gifts, random, exactUpTo)) {
            receivers = gifts.people() <= exactUpTo
                    ? new MendCounting(gifts, receivers).pick(random)
                    : new CheapestPairing(gifts, receivers, random).receivers();
        }
        return new Drawn(receivers, Circles.SEVERAL_FOUND).matched(people);
    }

    /** Gives those without a receiver one of the receivers without a giver, if that is possible, and counted. */
    private static boolean fillIn(int[] receivers, AllowedGifts gifts, RandomGenerator random, int exactUpTo) {
        BitSet free = new BitSet();
        free.set(0, receivers.length);
        Arrays.stream(receivers)
                .filter(receiver -> receiver != MaximumMatching.NOBODY)
                .forEach(free::clear);
        int[] waiting = free.stream().toArray();
        if (waiting.length > exactUpTo) {
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

    /**
     * Puts somebody into one of the present gifts, g to r, which becomes two: g to them, and they to r. All gifts that
     * the rules allow to become two are exactly equally likely. Where there is none it is mended as {@link #mend} does.
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
            return mend(problem, present, random);
        }
        int giver = givers[random.nextInt(givers.length)];
        receivers[place] = receivers[giver];
        receivers[giver] = place;
        return new Drawn(receivers, Circles.SEVERAL_FOUND).matched(problem.people());
    }

    /** By giver the receiver who may stay theirs, or {@link MaximumMatching#NOBODY}. */
    private static int[] kept(List<Long> people, Map<Long, Long> previous, AllowedGifts gifts) {
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
