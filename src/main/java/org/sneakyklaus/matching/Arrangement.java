package org.sneakyklaus.matching;

import java.util.Arrays;

/**
 * A pairing with its circles, and trial changes to it. The cost of evaluating a change depends on the number of
 * changed receivers, not on the number of people.
 */
final class Arrangement {

    private final int[] receiverOf;
    private final int[] giverOf;
    private final int[] keptReceiverOf;
    private final int[] keptGiverOf;
    private final int[] circleOf;
    private final int[] placeOf;
    private final int[] changed;
    private final boolean[] isChanged;
    private final int[] rankOf;
    private int changes;
    private int circles;

    Arrangement(int[] receivers) {
        int people = receivers.length;
        receiverOf = receivers.clone();
        giverOf = new int[people];
        for (int giver = 0; giver < people; giver++) {
            giverOf[receivers[giver]] = giver;
        }
        keptReceiverOf = receiverOf.clone();
        keptGiverOf = giverOf.clone();
        circleOf = new int[people];
        placeOf = new int[people];
        changed = new int[people];
        isChanged = new boolean[people];
        rankOf = new int[people];
        number();
    }

    int receiverOf(int giver) {
        return receiverOf[giver];
    }

    int giverOf(int receiver) {
        return giverOf[receiver];
    }

    int[] receivers() {
        return keptReceiverOf.clone();
    }

    /** Returns the number of circles when last kept. */
    int circles() {
        return circles;
    }

    /** Returns the circle of the person when last kept, numbered from 0. */
    int circleOf(int person) {
        return circleOf[person];
    }

    /** Returns the number of givers whose receiver differs from the one last kept. */
    int changes() {
        return changes;
    }

    /**
     * Gives each of the first {@code count} givers the receiver of the next one, and the last the receiver of the
     * first.
     */
    void passOn(int[] givers, int count) {
        int first = receiverOf[givers[0]];
        for (int i = 0; i < count; i++) {
            int giver = givers[i];
            int receiver = i + 1 < count ? receiverOf[givers[i + 1]] : first;
            receiverOf[giver] = receiver;
            giverOf[receiver] = giver;
            if (!isChanged[giver]) {
                isChanged[giver] = true;
                changed[changes++] = giver;
            }
        }
    }

    /** Returns the change in the number of circles if the changes were kept; negative if there would be fewer. */
    int moreCircles() {
        long[] cuts = new long[changes];
        for (int i = 0; i < changes; i++) {
            int giver = changed[i];
            cuts[i] = ((long) circleOf[giver] * receiverOf.length + placeOf[giver]) * receiverOf.length + giver;
        }
        Arrays.sort(cuts);
        int[] nextCut = nextCuts(cuts);
        int before = 0;
        for (int cut = 0; cut < cuts.length; cut++) {
            before += nextCut[cut] <= cut ? 1 : 0;
        }
        return circlesThrough(cuts, nextCut) - before;
    }

    /** Returns, by cut, the next cut reached by following the unchanged gifts from behind it. */
    private int[] nextCuts(long[] cuts) {
        int[] nextCut = new int[cuts.length];
        int first = 0;
        for (int i = 0; i < cuts.length; i++) {
            rankOf[giver(cuts[i])] = i;
            boolean last = i + 1 == cuts.length || circleOf[giver(cuts[i + 1])] != circleOf[giver(cuts[i])];
            nextCut[i] = last ? first : i + 1;
            first = last ? i + 1 : first;
        }
        return nextCut;
    }

    private int circlesThrough(long[] cuts, int[] nextCut) {
        boolean[] seen = new boolean[cuts.length];
        int count = 0;
        for (int start = 0; start < cuts.length; start++) {
            if (!seen[start]) {
                count++;
            }
            for (int cut = start; !seen[cut]; ) {
                seen[cut] = true;
                int formerGiver = keptGiverOf[receiverOf[giver(cuts[cut])]];
                cut = nextCut[rankOf[formerGiver]];
            }
        }
        return count;
    }

    private int giver(long cut) {
        return (int) (cut % receiverOf.length);
    }

    void keep() {
        keepPairing();
        number();
    }

    /** Like {@link #keep}, but leaves the information about circles outdated. */
    void keepPairing() {
        for (int i = 0; i < changes; i++) {
            int giver = changed[i];
            keptReceiverOf[giver] = receiverOf[giver];
            keptGiverOf[receiverOf[giver]] = giver;
            isChanged[giver] = false;
        }
        changes = 0;
    }

    void undo() {
        for (int i = 0; i < changes; i++) {
            int giver = changed[i];
            receiverOf[giver] = keptReceiverOf[giver];
            giverOf[keptReceiverOf[giver]] = giver;
            isChanged[giver] = false;
        }
        changes = 0;
    }

    private void number() {
        Arrays.fill(circleOf, -1);
        circles = 0;
        for (int start = 0; start < receiverOf.length; start++) {
            if (circleOf[start] < 0) {
                int place = 0;
                for (int person = start; circleOf[person] < 0; person = receiverOf[person]) {
                    circleOf[person] = circles;
                    placeOf[person] = place++;
                }
                circles++;
            }
        }
    }
}
