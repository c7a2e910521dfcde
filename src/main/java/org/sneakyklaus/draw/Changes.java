package org.sneakyklaus.draw;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sneakyklaus.participation.Newcomer;

/**
 * The people who leave and join a drawn exchange, in one step.
 *
 * @param leaving participant ids; ids of people who do not take part are ignored
 * @param joining the newcomers
 * @param notWith ids of participants who may neither draw a newcomer nor be drawn by one
 * @param newGuardians by the id of a participant who leaves, who looks after their people from now on; without one,
 *     these leave, too
 */
public record Changes(Set<Long> leaving, List<Newcomer> joining, Set<Long> notWith, Map<Long, Long> newGuardians) {

    public Changes {
        leaving = Set.copyOf(leaving);
        joining = List.copyOf(joining);
        notWith = Set.copyOf(notWith);
        newGuardians = Map.copyOf(newGuardians);
    }
}
