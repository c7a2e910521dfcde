package org.sneakyklaus.support;

/** Whether e-mails are only kept on this machine instead of being sent. */
public interface MailCapture {

    /** True while nothing is sent; every page says so. */
    boolean active();

    /** False when mail is kept only because nothing was configured, on a site that others can reach. */
    boolean wanted();
}
