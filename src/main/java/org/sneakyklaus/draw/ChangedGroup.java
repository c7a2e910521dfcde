package org.sneakyklaus.draw;

import java.util.List;
import java.util.Set;
import org.sneakyklaus.matching.Feasibility;

/**
 * The group that a mend is for.
 *
 * @param group who takes part now
 * @param somebodyLeft whether somebody who took part before was taken out
 * @param joined those of the group who came in this step
 */
record ChangedGroup(Group group, boolean somebodyLeft, Set<Long> joined) {

    /**
     * Those who are mended one after the other: first who stays, then all. At once, whoever joins would take over whom
     * somebody who leaves had drawn, since that changes the fewest. All at once when nobody can take over anything, or
     * when the rules leave those who stay no pairing of their own.
     */
    List<Group> steps() {
        return isExchange() && canStayAlone() ? List.of(staying(), group) : List.of(group);
    }

    /** Whether the group may be able to work out who gives to whom, told from people and rules alone. */
    boolean canBeWorkedOut() {
        return Verdict.of(group).canBeWorkedOut() || group.leavesFew(joined) || (isExchange() && !canStayAlone());
    }

    private boolean isExchange() {
        return somebodyLeft && !joined.isEmpty();
    }

    private boolean canStayAlone() {
        return !staying().isTooSmall()
                && Feasibility.obstacle(staying().problem()).isEmpty();
    }

    private Group staying() {
        return group.without(joined);
    }
}
