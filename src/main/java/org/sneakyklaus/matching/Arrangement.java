package org.sneakyklaus.matching;

import java.util.Arrays;

/**
 * A pairing with its circles, and changes of it on trial: however many people there are, what a change does to the
 * number of circles is found by looking only at those whose receiver changes.
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

    /** As last kept. */
    int circles() {
        return circles;
    }

    /** As last kept; circles are numbered from 0. */
    int circleOf(int person) {
        return circleOf[person];
    }

    /** How many have another receiver than was last kept. */
    int changes() {
        return changes;
    }

    /** Each of the first {@code count} givers gets the receiver of the next, the last that of the first. */
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

    /** How many circles there would be more than now if the changes were kept; negative when fewer. */
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

    /** By cut, where one arrives who follows the gifts as they were from behind it. */
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

    /** Like {@link #keep}, but what is told about circles stays as it was. */
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
