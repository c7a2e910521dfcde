package org.sneakyklaus.support;

/** Whether the admin has switched off what sends e-mails; implemented where that is known. */
@FunctionalInterface
public interface SendingSwitch {

    /** True while whatever is queued waits until the admin switches it on again. */
    boolean isOff();

    /** Refuses to change a draw of which nobody would hear: who is not told cannot object to many tries. */
    default void refuseWhileOff() {
        if (isOff()) {
            throw new ConflictException("draw.paused");
        }
    }
}
