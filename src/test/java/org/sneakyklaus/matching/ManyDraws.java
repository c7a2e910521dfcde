package org.sneakyklaus.matching;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.MatchingResult.Circles;

/** Draws many times under the same rules, as {@link Matcher} does for few people, but counts once. */
public final class ManyDraws {

    private final MatchingProblem problem;
    private final CircleCounting circles;
    private final PairingCounting pairings;

    /** @param problem one for which there is a pairing */
    public ManyDraws(MatchingProblem problem) {
        this.problem = problem;
        var gifts = UsableGifts.among(problem.gifts()).orElseThrow().gifts();
        circles = new CircleCounting(gifts);
        pairings = new PairingCounting(gifts);
    }

    /** Returns the receiver of each giver: the same as {@link Matcher#draw} for the same random numbers. */
    public Map<Long, Long> draw(RandomGenerator random) {
        int[] receivers = circles.total() > 0 ? circles.pick(random) : pairings.pick(random);
        return new Drawn(receivers, Circles.SEVERAL_PROVEN)
                .matched(problem.people())
                .receiverByGiver();
    }
}
