package org.sneakyklaus.matching;

import java.util.List;
import java.util.Optional;
import org.sneakyklaus.matching.MatchingResult.Infeasible;

/** Decides whether there is a pairing. There is one exactly when a maximum matching is complete. */
public final class Feasibility {

    private Feasibility() {}

    /**
     * Returns why there is no pairing, without drawing one; the same for the same problem. No person in the obstacle
     * is redundant: without any one of those who are too many, the others could all be served.
     *
     * <p>For up to {@value SmallestObstacle#PROVEN_UP_TO} people, and for any number of people if all but one could
     * be served, no other obstacle is smaller. A larger group may have a smaller one that is not found.
     *
     * @return empty if there is a pairing
     */
    public static Optional<Infeasible> obstacle(MatchingProblem problem) {
        return FewRules.in(problem.gifts()) ? Optional.empty() : obstacle(problem.people(), problem.gifts());
    }

    static Optional<Infeasible> obstacle(List<Long> people, AllowedGifts gifts) {
        MaximumMatching matching = MaximumMatching.of(gifts);
        return matching.leftOut().isEmpty()
                ? Optional.empty()
                : Optional.of(SmallestObstacle.of(people, matching, SmallestObstacle.PROVEN_UP_TO));
    }
}
