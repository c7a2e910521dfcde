package org.sneakyklaus.matching;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Parts the people into those who reach each other along allowed gifts, after S. R. Kosaraju (unpublished) and M.
 * Sharir, A Strong-Connectivity Algorithm and its Applications in Data Flow Analysis, 1981.
 */
final class StrongComponents {

    private StrongComponents() {}

    static List<List<Integer>> of(AllowedGifts gifts) {
        BitSet unseen = everybody(gifts);
        List<Integer> order = new ArrayList<>();
        for (int start = unseen.nextSetBit(0); start >= 0; start = unseen.nextSetBit(0)) {
            order.addAll(reached(start, gifts, unseen));
        }
        Collections.reverse(order);
        AllowedGifts backwards = gifts.reversed();
        BitSet unassigned = everybody(gifts);
        List<List<Integer>> components = new ArrayList<>();
        for (int start : order) {
            if (unassigned.get(start)) {
                components.add(reached(start, backwards, unassigned));
            }
        }
        return components;
    }

    private static BitSet everybody(AllowedGifts gifts) {
        BitSet everybody = new BitSet();
        everybody.set(0, gifts.people());
        return everybody;
    }

    /** Those reached among the unseen, depth first, in the order in which they are done with. */
    private static List<Integer> reached(int start, AllowedGifts gifts, BitSet unseen) {
        List<Integer> done = new ArrayList<>();
        Deque<Integer> path = new ArrayDeque<>();
        path.push(start);
        unseen.clear(start);
        while (!path.isEmpty()) {
            int next = gifts.nextReceiver(path.element(), unseen, 0);
            if (next < 0) {
                done.add(path.pop());
            } else {
                unseen.clear(next);
                path.push(next);
            }
        }
        return done;
    }
}
