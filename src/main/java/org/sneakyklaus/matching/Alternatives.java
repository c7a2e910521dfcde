package org.sneakyklaus.matching;

import java.util.BitSet;

/**
 * Excludes the gifts that are allowed but part of no pairing, for example because another giver has no other
 * receiver.
 *
 * <p>Given any pairing, draw an arrow from one giver to another if the first may have the receiver of the second. A
 * gift is part of some pairing exactly when it is part of this one or its arrow lies on a cycle, that is within a
 * strongly connected component (C. Berge 1957, J.-C. Régin 1994). The components are found with the algorithm of S.
 * R. Kosaraju and M. Sharir (1981).
 */
final class Alternatives {

    private final AllowedGifts gifts;
    private final AllowedGifts reversed;
    private final MaximumMatching pairing;
    /** The givers in the order in which the first search finished them. */
    private final int[] done;

    private final int[] path;

    private Alternatives(AllowedGifts gifts, AllowedGifts reversed, MaximumMatching pairing) {
        this.gifts = gifts;
        this.reversed = reversed;
        this.pairing = pairing;
        done = new int[gifts.people()];
        path = new int[gifts.people()];
    }

    /**
     * Returns the gifts that are part of some pairing.
     *
     * @param reversed the same gifts, reversed
     * @param pairing a complete matching
     */
    static AllowedGifts of(AllowedGifts gifts, AllowedGifts reversed, MaximumMatching pairing) {
        Alternatives alternatives = new Alternatives(gifts, reversed, pairing);
        alternatives.searchForwards();
        return alternatives.withinComponents();
    }

    private void searchForwards() {
        BitSet unseen = everybody();
        int count = 0;
        for (int start = 0; start < gifts.people(); start++) {
            if (!unseen.get(pairing.receiverOf(start))) {
                continue;
            }
            int depth = 0;
            path[0] = start;
            unseen.clear(pairing.receiverOf(start));
            while (depth >= 0) {
                int receiver = gifts.nextReceiver(path[depth], unseen, 0);
                if (receiver < 0) {
                    done[count++] = path[depth--];
                } else {
                    unseen.clear(receiver);
                    path[++depth] = pairing.giverOf(receiver);
                }
            }
        }
    }

    private AllowedGifts withinComponents() {
        BitSet[] forbidden = new BitSet[gifts.people()];
        BitSet unseen = everybody();
        for (int i = done.length - 1; i >= 0; i--) {
            if (unseen.get(done[i])) {
                BitSet component = componentOf(done[i], unseen);
                BitSet others = everybody();
                component.stream().map(pairing::receiverOf).forEach(others::clear);
                component.stream().forEach(giver -> forbidden[giver] = gifts.refusedOr(giver, others));
            }
        }
        return new AllowedGifts(forbidden);
    }

    private BitSet componentOf(int start, BitSet unseen) {
        BitSet component = new BitSet();
        int waiting = 1;
        path[0] = start;
        unseen.clear(start);
        while (waiting > 0) {
            int giver = path[--waiting];
            component.set(giver);
            int receiver = pairing.receiverOf(giver);
            int other = reversed.nextReceiver(receiver, unseen, 0);
            while (other >= 0) {
                unseen.clear(other);
                path[waiting++] = other;
                other = reversed.nextReceiver(receiver, unseen, other + 1);
            }
        }
        return component;
    }

    private BitSet everybody() {
        BitSet everybody = new BitSet(gifts.people());
        everybody.set(0, gifts.people());
        return everybody;
    }
}
