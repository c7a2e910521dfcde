package org.sneakyklaus.mail;

/** What the admin wants to be written to about in one exchange. */
public record NotificationSwitches(
        boolean newRegistration, boolean withdrawal, boolean registrationClosed, boolean drawn, boolean completed) {

    /** Of an exchange for which nothing else was said. */
    public static final NotificationSwitches DEFAULT = new NotificationSwitches(false, false, true, true, true);
}
