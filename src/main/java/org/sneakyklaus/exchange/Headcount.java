package org.sneakyklaus.exchange;

import java.util.Collection;
import java.util.Map;

/** Counts participants; implemented by the module that knows them. */
public interface Headcount {

    /** Returns the number of active participants: neither left nor removed. */
    int taking(long exchangeId);

    /** Returns the number of active participants by exchange id; omits exchanges without any. */
    Map<Long, Integer> taking(Collection<Long> exchangeIds);

    /** Returns how many active participants can be emailed. */
    int mailed(long exchangeId);

    /** Returns how many active participants are emailed when this draft opens. */
    int mailedOnOpening(long exchangeId);

    /** Returns whether anyone but an organiser ever registered or was added, even if they have left since. */
    boolean anyEver(long exchangeId);

    /** Returns how many people of earlier exchanges are invited when this draft opens. */
    int toInvite(long exchangeId);
}
