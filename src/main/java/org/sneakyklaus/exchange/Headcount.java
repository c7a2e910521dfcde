package org.sneakyklaus.exchange;

import java.util.Collection;
import java.util.Map;

/** How many people an exchange has; implemented by the module that knows them. */
public interface Headcount {

    /** How many take part: neither withdrawn nor removed. */
    int taking(long exchangeId);

    /** How many take part in each of some exchanges, by their id; one in which nobody does is left out. */
    Map<Long, Integer> taking(Collection<Long> exchangeIds);

    /** Whether anybody ever registered or was added, even if they have left since. */
    boolean anyEver(long exchangeId);
}
