package org.sneakyklaus.notification;

/** Whether the admin has switched off what sends e-mails; implemented where that is known. */
@FunctionalInterface
public interface SendingSwitch {

    /** True while whatever is queued waits until the admin switches it on again. */
    boolean isOff();
}
