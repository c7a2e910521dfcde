package org.sneakyklaus.exchange;

/** How many people an exchange has; implemented by the module that knows them. */
public interface Headcount {

    /** How many take part: neither withdrawn nor removed. */
    int taking(long exchangeId);

    /** Whether anybody ever registered or was added, even if they have left since. */
    boolean anyEver(long exchangeId);
}
