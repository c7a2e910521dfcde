package org.sneakyklaus.draw;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.sneakyklaus.exchange.AdjustmentRisk;
import org.sneakyklaus.matching.MatchingResult;
import org.sneakyklaus.matching.MatchingResult.Matched;
import org.sneakyklaus.matching.PairingRepair;

/**
 * The group that a mend is for.
 *
 * @param group who takes part now
 * @param joined those of the group who came in this step
 */
record ChangedGroup(Group group, Set<Long> joined) {

    /** Among fewer, who invented one or two of them could tell the rest. */
    private static final int FEWEST_STAYING = 5;

    /**
     * A mended pairing.
     *
     * @param inTurn whether those who stay came first, and then each of those who joined by themselves
     */
    record Adjusted(MatchingResult result, boolean inTurn) {}

    /**
     * Mends first for those who stay, then for each who joins, one after the other in random order. All at once, who
     * joins would take over whom somebody who leaves had drawn, and those who join would draw each other, since that
     * changes the fewest; it is done only where the rules leave no other way.
     *
     * @param before the receiver of each giver; may name people who left
     */
    Adjusted adjusted(Map<Long, Long> before, Random random) {
        var staying = group.without(joined);
        if (staying.isTooSmall()
                || !(PairingRepair.repair(staying.problem(), before, random) instanceof Matched present)) {
            return new Adjusted(PairingRepair.repair(group.problem(), before, random), false);
        }
        var order = new ArrayList<>(joined);
        Collections.shuffle(order, random);
        var waiting = new ArrayDeque<>(order);
        var pairing = present.receiverByGiver();
        int refused = 0;
        while (refused < waiting.size()) {
            long newcomer = waiting.removeFirst();
            var problem = group.without(waiting).problem();
            if (PairingRepair.letIn(newcomer, problem, pairing, random) instanceof Matched next) {
                pairing = next.receiverByGiver();
                refused = 0;
            } else {
                waiting.addLast(newcomer);
                refused++;
            }
        }
        return waiting.isEmpty()
                ? new Adjusted(new Matched(pairing), true)
                : new Adjusted(PairingRepair.repair(group.problem(), pairing, random), false);
    }

    /**
     * What this mend means for the secret, told from people and rules alone.
     *
     * @param inTurn of the mend
     */
    AdjustmentRisk risk(boolean inTurn) {
        long ruled = joined.stream().filter(group::isRuled).count();
        boolean fewStay = group.size() - joined.size() < FEWEST_STAYING;
        if (!inTurn || fewStay || ruled > 1 || Verdict.of(group).canBeWorkedOut() || group.leavesFew(joined)) {
            return AdjustmentRisk.NO_CHOICE;
        }
        if (ruled > 0) {
            return AdjustmentRisk.JOINED_WITH_RULES;
        }
        return joined.isEmpty() ? AdjustmentRisk.NONE : AdjustmentRisk.JOINED;
    }
}
