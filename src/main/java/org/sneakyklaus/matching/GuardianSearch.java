package org.sneakyklaus.matching;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Searches for receivers of the known givers, those whose recipients a guardian sees, that leave another giver only
 * one receiver.
 *
 * <p>Each way to choose these receivers leaves a smaller problem: the other givers and the remaining receivers. If a
 * single circle is drawn, known gifts join people to paths, and the smaller problem is a single circle of the paths.
 * A giver has only one receiver there exactly when they form a component of their own in the decomposition of A. L.
 * Dulmage and N. S. Mendelsohn (1958), see {@link Alternatives}, or when counting the circles says so.
 *
 * <p>Choices are tried depth first, without repeating one that leaves the same, and not where the numbers of choices
 * rule it out. For pairings: by P. Hall's theorem (1935), if a giver has only one receiver, then for some t there are
 * t givers who together have t receivers, and without that giver t - 1. So t givers have at most t choices and t - 1
 * of them at most t - 1, and what remains likewise limits the receivers outside. For circles: by A. Ghouila-Houri's
 * condition (1960), see {@link FewRules}.
 */
final class GuardianSearch {

    /** Takes some tens of milliseconds. */
    static final long MOST_WORK = 20_000_000;

    private static final long STEPS_EACH = 2_000;

    private final AllowedGifts gifts;
    private final AllowedGifts reversed;
    private final Choices choices;
    private final int guardian;
    private final BitSet known;
    private final int[] knownGivers;
    private final int[] others;
    private final int[] receiverOf;
    private final BitSet free;
    private final boolean guardianReceives;
    private final boolean circles;
    /** By the last person of each path of known gifts its first, and the other way round. */
    private final int[] firstOf;

    private final int[] lastOf;
    private final Set<Object> seen = new HashSet<>();
    private final Effort effort;

    /**
     * @param guardian whose giver must stay unknown
     * @param known the givers whose receivers are known
     * @param others all other givers
     * @param receivers as many as there are givers
     * @param circles whether a single circle is drawn; if so, all people are givers and receivers
     */
    GuardianSearch(
            Choices choices,
            int guardian,
            BitSet known,
            BitSet others,
            BitSet receivers,
            boolean circles,
            Effort effort) {
        this.choices = choices;
        gifts = choices.among.gifts();
        reversed = choices.among.reversed();
        this.guardian = guardian;
        this.known = known;
        this.others = others.stream().toArray();
        this.circles = circles;
        this.effort = effort;
        knownGivers = known.stream().toArray();
        receiverOf = new int[knownGivers.length];
        free = (BitSet) receivers.clone();
        guardianReceives = receivers.get(guardian);
        firstOf = IntStream.range(0, gifts.people()).toArray();
        lastOf = firstOf.clone();
    }

    /** Whether the numbers of choices alone show that there are no such receivers. */
    boolean isRuledOut() {
        return isRuledOut(0);
    }

    /** Whether there are such receivers, or the effort ended before that was known. */
    boolean succeeds() {
        return choose(0);
    }

    private boolean choose(int chosen) {
        effort.spend(STEPS_EACH + others.length * (knownGivers.length + 2L));
        if (isRuledOut(chosen)) {
            return false;
        }
        if (effort.isSpent()) {
            return true;
        }
        if (!seen.add(state(chosen))) {
            return false;
        }
        if (chosen == knownGivers.length) {
            return circles ? tellsInCircles() : tellsInPairings();
        }
        return candidates(chosen).stream().anyMatch(receiver -> chooseThis(chosen, receiver));
    }

    private boolean chooseThis(int chosen, int receiver) {
        int giver = knownGivers[chosen];
        receiverOf[chosen] = receiver;
        free.clear(receiver);
        int first = firstOf[giver];
        int last = lastOf[receiver];
        firstOf[last] = first;
        lastOf[first] = last;
        boolean found = choose(chosen + 1);
        firstOf[last] = receiver;
        lastOf[first] = giver;
        free.set(receiver);
        return found;
    }

    /** What is left to choose from; the choices that led here make no other difference. */
    private Object state(int chosen) {
        return circles
                ? IntBuffer.wrap(IntStream.concat(Arrays.stream(knownGivers).skip(chosen), Arrays.stream(others))
                        .map(last -> firstOf[last])
                        .toArray())
                : free.clone();
    }

    /** Returns the receivers to try: one of those who are alike, and first those who leave few choices fewer. */
    private List<Integer> candidates(int chosen) {
        int giver = knownGivers[chosen];
        int poorest = IntStream.of(others)
                .boxed()
                .min(Comparator.comparingInt(choices::receivers))
                .orElse(giver);
        List<Integer> candidates = new ArrayList<>();
        for (boolean wanted : new boolean[] {true, false}) {
            for (int receiver = gifts.nextReceiver(giver, free, 0);
                    receiver >= 0;
                    receiver = gifts.nextReceiver(giver, free, receiver + 1)) {
                int candidate = receiver;
                if (gifts.allows(poorest, candidate) == wanted
                        && !(circles && candidate == firstOf[giver])
                        && candidates.stream().noneMatch(other -> areAlike(candidate, other, chosen))) {
                    candidates.add(candidate);
                }
            }
        }
        return candidates;
    }

    /** Whether exchanging the two people changes nothing. */
    private boolean areAlike(int one, int other, int chosen) {
        if (known.get(one) != known.get(other)
                || !isUntouched(one, chosen)
                || !isUntouched(other, chosen)
                || gifts.allows(one, other) != gifts.allows(other, one)) {
            return false;
        }
        effort.spend(1 + gifts.people() / 16);
        return gifts.haveSameReceivers(one, other) && reversed.haveSameReceivers(one, other);
    }

    private boolean isUntouched(int person, int chosen) {
        return person != guardian
                && (!known.get(person) || Arrays.binarySearch(knownGivers, person) > chosen)
                && (!circles || (firstOf[person] == person && lastOf[person] == person));
    }

    private boolean isRuledOut(int chosen) {
        if (guardianReceives && (!free.get(guardian) || mayReceiveFromKnown(chosen))) {
            return false;
        }
        int[] givers = new int[others.length + 1];
        for (int other : others) {
            givers[limited(receiversLeft(other, chosen))]++;
        }
        int[] receivers = new int[others.length + 1];
        for (int receiver = free.nextSetBit(0); receiver >= 0; receiver = free.nextSetBit(receiver + 1)) {
            receivers[limited(giversLeft(receiver))]++;
        }
        Arrays.parallelPrefix(givers, Integer::sum);
        Arrays.parallelPrefix(receivers, Integer::sum);
        return circles ? leaveCircles(givers) && leaveCircles(receivers) : leavePairings(givers, receivers);
    }

    private boolean mayReceiveFromKnown(int chosen) {
        return Arrays.stream(knownGivers).skip(chosen).anyMatch(giver -> gifts.allows(giver, guardian));
    }

    private int limited(int count) {
        return Math.max(0, Math.min(count, others.length));
    }

    /** Returns how many receivers the giver keeps at least, whatever is chosen next. */
    private int receiversLeft(int other, int chosen) {
        int left = choices.receivers(other) - (knownGivers.length - chosen);
        for (int i = 0; i < chosen; i++) {
            left -= gifts.allows(other, receiverOf[i]) ? 1 : 0;
        }
        return left - (circles && gifts.allows(other, firstOf[other]) ? 1 : 0);
    }

    /** Returns how many of the other givers the receiver keeps at least, whatever is chosen next. */
    private int giversLeft(int receiver) {
        int left = choices.givers(receiver);
        for (int giver : knownGivers) {
            left -= gifts.allows(giver, receiver) ? 1 : 0;
        }
        int last = lastOf[receiver];
        return left - (circles && (known.get(last) || gifts.allows(last, receiver)) ? 1 : 0);
    }

    /** @param haveAtMost by number, how many people have that many choices at most */
    private boolean leaveCircles(int[] haveAtMost) {
        int paths = others.length;
        int half = (paths + 1) / 2;
        return half + 1 <= paths && haveAtMost[half] == 0;
    }

    private boolean leavePairings(int[] giversWithAtMost, int[] receiversWithAtMost) {
        return IntStream.rangeClosed(1, others.length)
                .noneMatch(
                        t -> isPossible(giversWithAtMost, t) && isPossible(receiversWithAtMost, others.length - t + 1));
    }

    private static boolean isPossible(int[] haveAtMost, int t) {
        return haveAtMost[t] >= t && haveAtMost[t - 1] >= t - 1;
    }

    private boolean tellsInPairings() {
        effort.spend(4L * gifts.people() * (gifts.people() + 100));
        BitSet taken = new BitSet();
        Arrays.stream(receiverOf).forEach(taken::set);
        BitSet[] rows = new BitSet[gifts.people()];
        Arrays.setAll(rows, giver -> gifts.refusedOr(giver, taken));
        for (int i = 0; i < knownGivers.length; i++) {
            rows[knownGivers[i]].set(0, rows.length);
            rows[knownGivers[i]].clear(receiverOf[i]);
        }
        return UsableGifts.among(new AllowedGifts(rows))
                .filter(usable -> guardiansGiverIsKnown()
                        || Arrays.stream(others)
                                .anyMatch(other -> usable.gifts().choices(other) == 1))
                .isPresent();
    }

    private boolean tellsInCircles() {
        AllowedGifts left = gifts.among(
                others, IntStream.of(others).map(last -> firstOf[last]).toArray());
        effort.spend(((long) others.length * others.length) << others.length);
        CircleCounting counting = new CircleCounting(left);
        return counting.total() > 0
                && (guardiansGiverIsKnown()
                        || Arrays.stream(counting.receiversInCircles())
                                .anyMatch(receivers -> receivers.cardinality() == 1));
    }

    private boolean guardiansGiverIsKnown() {
        return guardianReceives && !free.get(guardian);
    }

    /** Gifts, and how many choices they leave each person. */
    static final class Choices {

        private final UsableGifts among;
        private final int[] receivers;
        private final int[] givers;

        Choices(UsableGifts among) {
            this.among = among;
            receivers = count(among.gifts());
            givers = count(among.reversed());
        }

        private static int[] count(AllowedGifts gifts) {
            return IntStream.range(0, gifts.people()).map(gifts::choices).toArray();
        }

        private int receivers(int giver) {
            return receivers[giver];
        }

        private int givers(int receiver) {
            return givers[receiver];
        }
    }

    /** Counts elementary steps, of all searches together. */
    static final class Effort {

        private long left;

        Effort(long most) {
            left = most;
        }

        private void spend(long steps) {
            left -= steps;
        }

        private boolean isSpent() {
            return left < 0;
        }
    }
}
