package org.sneakyklaus.matching;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws who gives to whom. */
public final class Matcher {

    static final int EXACT_UP_TO = 14;

    private Matcher() {}

    public static MatchingResult draw(MatchingProblem problem, RandomGenerator random) {
        return draw(problem, random, LargeDraw.Effort.USUAL);
    }

    static MatchingResult draw(MatchingProblem problem, RandomGenerator random, LargeDraw.Effort effort) {
        Optional<UsableGifts> usable = UsableGifts.among(problem.gifts());
        if (usable.isEmpty()) {
            return Feasibility.obstacle(problem.people(), problem.gifts()).orElseThrow();
        }
        Drawn drawn = problem.people().size() <= EXACT_UP_TO
                ? Drawn.counted(usable.get().gifts(), random)
                : new LargeDraw(usable.get(), new SecretNumbers(random), effort).draw();
        return drawn.matched(problem.people());
    }

    /** Whether a draw may end in a single circle, found out without drawing. The same rules get the same answer. */
    public static SingleCircle singleCircle(MatchingProblem problem) {
        Optional<UsableGifts> usable = UsableGifts.among(problem.gifts());
        if (usable.isEmpty() || !usable.get().reachEverybody()) {
            return SingleCircle.IMPOSSIBLE;
        }
        long mostWork = 100_000 + 50L * problem.people().size();
        if (new CircleSearch(usable.get(), new SplittableRandom(0))
                .circle(mostWork)
                .isPresent()) {
            return SingleCircle.POSSIBLE;
        }
        if (problem.people().size() > LargeDraw.COUNTED_UP_TO) {
            return SingleCircle.UNKNOWN;
        }
        return new CircleCounting(usable.get().gifts()).total() > 0 ? SingleCircle.POSSIBLE : SingleCircle.IMPOSSIBLE;
    }
}
