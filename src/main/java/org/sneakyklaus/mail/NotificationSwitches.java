package org.sneakyklaus.mail;

/** Which emails about one exchange the admin gets. */
public record NotificationSwitches(
        boolean newRegistration, boolean withdrawal, boolean registrationClosed, boolean drawn, boolean completed) {

    /** The preferences of an exchange for which none were set. */
    public static final NotificationSwitches DEFAULT = new NotificationSwitches(false, false, true, true, true);
}
