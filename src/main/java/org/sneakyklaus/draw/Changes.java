package org.sneakyklaus.draw;

import java.util.List;
import java.util.Set;
import org.sneakyklaus.participation.Newcomer;

/**
 * Who leaves and who joins a drawn exchange, in one step.
 *
 * @param leaving ids of those who leave; ids of people who do not take part are passed over
 * @param joining those who come late
 * @param notWith ids of those whom none of the late ones draws, and who draw none of them
 */
public record Changes(Set<Long> leaving, List<Newcomer> joining, Set<Long> notWith) {

    public Changes {
        leaving = Set.copyOf(leaving);
        joining = List.copyOf(joining);
        notWith = Set.copyOf(notWith);
    }
}
