package org.sneakyklaus.signin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/**
 * What a token is issued for.
 *
 * @param asked whether its owner asked for it, rather than that it comes along in a mail about something else: using
 *     one that was asked for ends the others that were
 * @param participantId null for the admin
 * @param exchangeId null for the admin
 */
public record TokenSpec(
        Purpose purpose,
        boolean asked,
        EmailAddress email,
        @Nullable Long participantId,
        @Nullable Long exchangeId,
        Duration life) {

    private static final Duration WHEN_ASKED = Duration.ofHours(1);
    private static final Duration WHEN_MAILED = Duration.ofDays(7);

    /** A link in a sign-in e-mail: one hour. */
    public static TokenSpec askedSignIn(EmailAddress email, long participantId, long exchangeId) {
        return new TokenSpec(Purpose.MAGIC_LINK, true, email, participantId, exchangeId, WHEN_ASKED);
    }

    /** A sign-in link in any other e-mail: seven days. */
    public static TokenSpec mailedSignIn(EmailAddress email, long participantId, long exchangeId) {
        return new TokenSpec(Purpose.MAGIC_LINK, false, email, participantId, exchangeId, WHEN_MAILED);
    }

    /** The "this was not me" link of a registration: seven days. */
    public static TokenSpec notMe(EmailAddress email, long participantId, long exchangeId) {
        return new TokenSpec(Purpose.NOT_ME, false, email, participantId, exchangeId, WHEN_MAILED);
    }

    /** Lets the admin set a new password: one hour. */
    public static TokenSpec passwordReset(EmailAddress email) {
        return new TokenSpec(Purpose.PASSWORD_RESET, true, email, null, null, WHEN_ASKED);
    }

    /** Confirms an address of the admin: seven days. */
    public static TokenSpec adminEmail(EmailAddress email) {
        return new TokenSpec(Purpose.ADMIN_EMAIL, false, email, null, null, WHEN_MAILED);
    }

    /** Confirms a participant's new address: seven days. */
    public static TokenSpec emailChange(EmailAddress newEmail, long participantId, long exchangeId) {
        return new TokenSpec(Purpose.EMAIL_CHANGE, false, newEmail, participantId, exchangeId, WHEN_MAILED);
    }
}
