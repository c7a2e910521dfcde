package org.sneakyklaus.retention;

import java.util.Set;

/** The admin is warned that exchanges will be deleted; published within the transaction of the warning. */
public record DeletionAnnounced(Set<Long> exchangeIds) {

    public DeletionAnnounced {
        exchangeIds = Set.copyOf(exchangeIds);
    }
}
