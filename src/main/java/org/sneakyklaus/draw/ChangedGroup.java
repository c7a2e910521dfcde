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
 * The group after a change to a drawn exchange.
 *
 * @param group the people who take part now
 * @param joined those of the group who joined in this step
 */
record ChangedGroup(Group group, Set<Long> joined) {

    /** With fewer, someone who invented one or two of them could work out the rest. */
    private static final int FEWEST_STAYING = 5;

    /**
     * An adjusted pairing.
     *
     * @param inTurn whether it was repaired for those who stay first, and then for each newcomer separately
     */
    record Adjusted(MatchingResult result, boolean inTurn) {}

    /**
     * Repairs the pairing first for those who stay, then for each newcomer, one after the other in random order.
     *
     * <p>In one step, a newcomer would take over the receiver of a person who leaves, and newcomers would draw each
     * other, since that changes the fewest. So one step is used only if the rules leave no other way.
     *
     * @param before the receiver of each giver; may contain people who left
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
     * Returns what this adjustment means for secrecy, determined from people and rules alone.
     *
     * @param inTurn whether the newcomers were inserted one by one
     */
    AdjustmentRisk risk(boolean inTurn) {
        long ruled = joined.stream().filter(group::isRuled).count();
        boolean fewStay = group.size() - joined.size() < FEWEST_STAYING;
        if (!inTurn || fewStay || ruled > 1 || group.risk() == AdjustmentRisk.NO_CHOICE || group.leavesFew(joined)) {
            return AdjustmentRisk.NO_CHOICE;
        }
        if (ruled > 0) {
            return AdjustmentRisk.JOINED_WITH_RULES;
        }
        return joined.isEmpty() ? AdjustmentRisk.NONE : AdjustmentRisk.JOINED;
    }
}
