package org.sneakyklaus.matching;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Infeasible;

/**
 * Mends a pairing after people left or joined, or after rules changed.
 *
 * <p>Guaranteed for every size: a pairing is found if and only if there is one, as few givers as possible get another
 * receiver than before, and among all such pairings it changes as few as possible of those who have looked. Newcomers,
 * and those whose receiver left or may no longer be theirs, change in any case and count. When fewer than
 * {@value #ENOUGH_TO_HIDE_AMONG} of those who take part have not looked, nobody is preferred: a change would point at
 * them. One single circle is not sought: it would change more givers.
 *
 * <p>Guaranteed up to {@value #EXACT_UP_TO} people: all pairings that are equally good in this sense are exactly
 * equally likely. Above that each choice between equals is random, but they are not all equally likely.
 *
 * <p>What fewest changes cannot hide: a giver who had looked, and whose receiver changes, may guess that somebody who
 * joined now gives to their old receiver.
 */
public final class Mender {

    static final int EXACT_UP_TO = 14;

    private static final int ENOUGH_TO_HIDE_AMONG = 3;

    private Mender() {}

    /**
     * Finds a pairing for those who take part now.
     *
     * @param problem who takes part now, and under which rules
     * @param previous the receiver of each giver before; may name people who left
     * @param looked who knows their receiver; may name people who left
     * @throws IllegalArgumentException when two givers had the same receiver
     */
    public static MatchingResult mend(
            MatchingProblem problem, Map<Long, Long> previous, Set<Long> looked, RandomGenerator random) {
        return mend(problem, previous, looked, random, EXACT_UP_TO);
    }

    static MatchingResult mend(
            MatchingProblem problem,
            Map<Long, Long> previous,
            Set<Long> looked,
            RandomGenerator random,
            int exactUpTo) {
        if (new HashSet<>(previous.values()).size() < previous.size()) {
            throw new IllegalArgumentException("Two givers had the same receiver");
        }
        List<Long> people = problem.people();
        AllowedGifts gifts = problem.gifts();
        Optional<Infeasible> obstacle = Feasibility.obstacle(people, gifts);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        ChangeCosts costs = new ChangeCosts(kept(people, previous, gifts), preferred(people, looked));
        int[] receivers = gifts.people() <= exactUpTo
                ? new MendCounting(gifts, costs).pick(random)
                : new CheapestPairing(gifts, costs, random).receivers();
        return new Drawn(receivers, Circles.SEVERAL_FOUND).matched(people);
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

    /** By giver whether they should rather be changed than others. */
    private static boolean[] preferred(List<Long> people, Set<Long> looked) {
        boolean[] preferred = new boolean[people.size()];
        int hidden = 0;
        for (int giver = 0; giver < preferred.length; giver++) {
            preferred[giver] = !looked.contains(people.get(giver));
            hidden += preferred[giver] ? 1 : 0;
        }
        return hidden < ENOUGH_TO_HIDE_AMONG ? new boolean[preferred.length] : preferred;
    }
}
