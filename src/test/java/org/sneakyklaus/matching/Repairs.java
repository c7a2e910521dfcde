package org.sneakyklaus.matching;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;

/** A pairing to be mended, and how good a mend is, counted by comparing the pairings alone. */
record Repairs(MatchingProblem problem, Map<Long, Long> previous) {

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

    /** Whether somebody must change whose receiver stays. */
    boolean isInTheWay() {
        List<Map<Long, Long>> best = best();
        return !best.isEmpty() && changes(best.get(0)) > needed();
    }

    /** The fewest changes, and those that are dared beyond it. */
    List<Map<Long, Long>> possible() {
        List<Map<Long, Long>> best = best();
        if (!isInTheWay()) {
            return best;
        }
        int most = changes(best.get(0)) + PairingRepair.OTHERS;
        return Enumeration.pairings(problem).stream()
                .filter(one -> changes(one) <= most)
                .toList();
    }

    Map<Long, Long> repaired(RandomGenerator random) {
        MatchingResult result = PairingRepair.repair(problem, previous, random);
        Verdicts.check(problem, result);
        return result instanceof Matched matched ? matched.receiverByGiver() : Map.of();
    }

    /** The fewest changes as they are searched in groups of any size; there must be a pairing. */
    int fewestSearched(RandomGenerator random) {
        AllowedGifts gifts = problem.gifts();
        int[] kept = PairingRepair.kept(problem.people(), previous, gifts);
        int[] receivers = new CheapestPairing(gifts, kept, random).receivers();
        return (int) IntStream.range(0, kept.length)
                .filter(giver -> receivers[giver] != kept[giver])
                .count();
    }

    boolean isImpossible(RandomGenerator random) {
        return PairingRepair.repair(problem, previous, random) instanceof Infeasible;
    }
}
