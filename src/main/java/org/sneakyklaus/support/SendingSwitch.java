package org.sneakyklaus.support;

/** Whether the admin has turned off sending emails; implemented by the module that knows. */
@FunctionalInterface
public interface SendingSwitch {

    /** Returns whether queued emails wait until the admin turns sending on again. */
    boolean isOff();

    /**
     * Refuses to change a draw while no one would be notified: without emails, participants cannot object to repeated
     * draws.
     */
    default void refuseWhileOff() {
        if (isOff()) {
            throw new ConflictException("draw.paused");
        }
    }
}
