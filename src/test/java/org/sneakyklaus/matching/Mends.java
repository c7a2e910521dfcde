package org.sneakyklaus.matching;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

/** A pairing to be mended, and how good a mend is, counted by comparing the pairings alone. */
record Mends(MatchingProblem problem, Map<Long, Long> previous) {

    /** How many givers have another receiver than before. */
    int changes(Map<Long, Long> pairing) {
        return (int) problem.people().stream()
                .filter(giver -> !Objects.equals(pairing.get(giver), previous.get(giver)))
                .count();
    }

    /** How many have no receiver who may stay theirs. */
    private int needed() {
        return (int) problem.people().stream()
                .filter(giver -> {
                    Long receiver = previous.get(giver);
                    return receiver == null
                            || receiver.equals(giver)
                            || !problem.people().contains(receiver)
                            || problem.forbidden().contains(new MatchingProblem.Pair(giver, receiver));
                })
                .count();
    }

    /** Every pairing that changes the fewest, found by trying everything; empty when there is none. */
    List<Map<Long, Long>> best() {
        List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
        int fewest = pairings.stream().mapToInt(this::changes).min().orElse(0);
        return pairings.stream().filter(one -> changes(one) == fewest).toList();
    }

    /** The same and, where somebody must change whose receiver stays, those with one change more. */
    List<Map<Long, Long>> possible() {
        List<Map<Long, Long>> best = best();
        if (best.isEmpty() || changes(best.get(0)) == needed()) {
            return best;
        }
        int most = changes(best.get(0)) + 1;
        return Enumeration.pairings(problem).stream()
                .filter(one -> changes(one) <= most)
                .toList();
    }

    /** @param exactUpTo up to how many people the mend is drawn by counting; above, by searching */
    Map<Long, Long> mended(RandomGenerator random, int exactUpTo) {
        MatchingResult result = Mender.mend(problem, previous, random, exactUpTo);
        Verdicts.check(problem, result);
        return result instanceof Matched matched ? matched.receiverByGiver() : Map.of();
    }

    boolean isImpossible(RandomGenerator random) {
        return Mender.mend(problem, previous, random) instanceof Infeasible;
    }
}
