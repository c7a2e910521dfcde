package org.sneakyklaus.matching;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

/** A pairing to be mended, and how good a mend is, counted by comparing the pairings alone. */
record Mends(MatchingProblem problem, Map<Long, Long> previous, Set<Long> looked) {

    /** How many givers have another receiver than before, and how many of those had looked. */
    record Changes(int changed, int lookedAndChanged) {}

    Changes changes(Map<Long, Long> pairing) {
        List<Long> changed = problem.people().stream()
                .filter(giver -> !Objects.equals(pairing.get(giver), previous.get(giver)))
                .toList();
        return new Changes(
                changed.size(), (int) changed.stream().filter(looked::contains).count());
    }

    boolean prefersThoseWhoHaveNotLooked() {
        return problem.people().stream()
                        .filter(person -> !looked.contains(person))
                        .count()
                >= 3;
    }

    /** Every pairing that may come of it, found by trying everything; empty when there is none. */
    List<Map<Long, Long>> best() {
        List<Map<Long, Long>> pairings = Enumeration.pairings(problem);
        Comparator<Map<Long, Long>> order = Comparator.comparingInt(pairing -> changes(pairing).changed);
        if (prefersThoseWhoHaveNotLooked()) {
            order = order.thenComparingInt(pairing -> changes(pairing).lookedAndChanged);
        }
        Comparator<Map<Long, Long>> fewestChangesFirst = order;
        return pairings.stream().min(order).stream()
                .flatMap(least -> pairings.stream().filter(one -> fewestChangesFirst.compare(one, least) == 0))
                .toList();
    }

    /** @param exactUpTo up to how many people the mend is drawn by counting; above, by searching */
    Map<Long, Long> mended(RandomGenerator random, int exactUpTo) {
        MatchingResult result = Mender.mend(problem, previous, looked, random, exactUpTo);
        Verdicts.check(problem, result);
        return result instanceof Matched matched ? matched.receiverByGiver() : Map.of();
    }

    boolean isImpossible(RandomGenerator random) {
        return Mender.mend(problem, previous, looked, random) instanceof Infeasible;
    }
}
