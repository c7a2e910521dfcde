package org.sneakyklaus.draw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sneakyklaus.matching.MatchingProblem;

/**
 * Whether the rules leave somebody one possible recipient, which is also whether they leave somebody one possible
 * giver.
 *
 * <p>Given any pairing, let there be an arrow from one giver to another when the first may give to the recipient of the
 * second. Another pairing changes somebody's recipient exactly when they lie on a circle of arrows (Berge 1957). So
 * those with one possible recipient are those alone in their strongly connected component (found as Kosaraju and Sharir
 * do). Which pairing it starts from does not matter.
 */
final class TightRules {

    private final BitSet[] forwards;
    private final BitSet[] backwards;

    private TightRules(int people) {
        forwards = new BitSet[people];
        backwards = new BitSet[people];
        for (int giver = 0; giver < people; giver++) {
            forwards[giver] = new BitSet(people);
            forwards[giver].set(0, people);
            backwards[giver] = new BitSet(people);
            backwards[giver].set(0, people);
        }
    }

    /**
     * Whether there are so few rules that plainly there is a pairing and nobody is left one recipient: even with one
     * more pair forbidden, everybody may give to half of the group and receive from half of it, and then Hall's
     * condition holds.
     */
    static boolean areFarFrom(MatchingProblem problem) {
        var byGiver = new HashMap<Long, Integer>();
        var byReceiver = new HashMap<Long, Integer>();
        problem.forbidden().forEach(pair -> {
            byGiver.merge(pair.giver(), 1, Integer::sum);
            byReceiver.merge(pair.receiver(), 1, Integer::sum);
        });
        int most = Math.max(most(byGiver), most(byReceiver));
        int themselves = 1;
        int oneMore = 1;
        return 2 * (most + themselves + oneMore) <= problem.people().size();
    }

    private static int most(Map<Long, Integer> counts) {
        return counts.isEmpty() ? 0 : Collections.max(counts.values());
    }

    /** @param anyPairing a pairing that the rules allow */
    static boolean forceSomebody(MatchingProblem problem, Map<Long, Long> anyPairing) {
        return arrows(problem, anyPairing).someoneIsAlone();
    }

    private static TightRules arrows(MatchingProblem problem, Map<Long, Long> pairing) {
        var people = problem.people();
        var position = new HashMap<Long, Integer>();
        var positionOfGiverTo = new HashMap<Long, Integer>();
        for (int i = 0; i < people.size(); i++) {
            position.put(people.get(i), i);
            positionOfGiverTo.put(Objects.requireNonNull(pairing.get(people.get(i))), i);
        }
        var arrows = new TightRules(people.size());
        people.forEach(person -> arrows.remove(at(position, person), at(positionOfGiverTo, person)));
        problem.forbidden()
                .forEach(pair -> arrows.remove(at(position, pair.giver()), at(positionOfGiverTo, pair.receiver())));
        return arrows;
    }

    private static int at(Map<Long, Integer> positions, long person) {
        return Objects.requireNonNull(positions.get(person));
    }

    private void remove(int from, int to) {
        forwards[from].clear(to);
        backwards[to].clear(from);
    }

    private boolean someoneIsAlone() {
        var unseen = everybody();
        var order = new ArrayList<Integer>();
        for (int start = 0; start < forwards.length; start++) {
            order.addAll(finished(start, forwards, unseen));
        }
        Collections.reverse(order);
        var unassigned = everybody();
        return order.stream()
                .anyMatch(start -> finished(start, backwards, unassigned).size() == 1);
    }

    private BitSet everybody() {
        var everybody = new BitSet();
        everybody.set(0, forwards.length);
        return everybody;
    }

    /** Those reached from somebody unseen, depth first, in the order in which they are done with. */
    private static List<Integer> finished(int start, BitSet[] arrows, BitSet unseen) {
        var finished = new ArrayList<Integer>();
        if (!unseen.get(start)) {
            return finished;
        }
        var path = new ArrayDeque<Integer>();
        path.push(start);
        unseen.clear(start);
        while (!path.isEmpty()) {
            var candidates = (BitSet) unseen.clone();
            candidates.and(arrows[path.peek()]);
            int next = candidates.nextSetBit(0);
            if (next < 0) {
                finished.add(path.pop());
            } else {
                unseen.clear(next);
                path.push(next);
            }
        }
        return finished;
    }
}
