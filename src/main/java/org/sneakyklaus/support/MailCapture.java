package org.sneakyklaus.support;

/** Whether emails are captured on this machine instead of sent. */
public interface MailCapture {

    /** Returns whether emails are captured; every page shows it. */
    boolean active();

    /** Returns false if emails are captured only because nothing was configured, on a site that others can reach. */
    boolean wanted();

    /** Returns whether no email reaches anyone, because none can be sent and others use this site. */
    default boolean reachesNoOne() {
        return active() && !wanted();
    }
}
