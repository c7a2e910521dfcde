package org.sneakyklaus.participation;

import java.util.List;
import java.util.Set;

/**
 * People who take part were listed in groups whose members must not draw each other; published within the transaction
 * that adds them.
 *
 * @param groups ids of participants, at least two in each
 */
public record GroupsListed(long exchangeId, List<Set<Long>> groups) {

    public GroupsListed {
        groups = List.copyOf(groups);
    }
}
