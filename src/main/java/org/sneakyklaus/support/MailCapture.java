package org.sneakyklaus.support;

/** Whether e-mails are only kept on this machine instead of being sent; every page says so. */
@FunctionalInterface
public interface MailCapture {

    boolean active();
}
