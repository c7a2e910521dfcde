package org.sneakyklaus.support;

/** Whether emails are delayed; implemented by the module that knows. */
@FunctionalInterface
public interface MailDelay {

    /** Returns whether emails queued now are delayed; people who expect one are informed. */
    boolean isHeldUp();
}
