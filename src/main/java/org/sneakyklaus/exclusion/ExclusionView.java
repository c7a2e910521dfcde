package org.sneakyklaus.exclusion;

/**
 * An exclusion as the other modules see it: A does not draw B.
 *
 * @param participantA the giver's id
 * @param participantB the id of the receiver they must not draw
 * @param mutual whether B does not draw A either
 */
public record ExclusionView(long id, long participantA, long participantB, boolean mutual) {

    static ExclusionView of(ExclusionRule rule) {
        return new ExclusionView(rule.id(), rule.participantAId(), rule.participantBId(), rule.isMutual());
    }

    /** Whether the rule forbids this giver to draw this receiver. */
    public boolean forbids(long giver, long receiver) {
        return (participantA == giver && participantB == receiver)
                || (mutual && participantA == receiver && participantB == giver);
    }
}
