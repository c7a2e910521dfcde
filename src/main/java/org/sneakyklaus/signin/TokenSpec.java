package org.sneakyklaus.signin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.support.EmailAddress;

/**
 * What a token is issued for, and how long its link works.
 *
 * @param asked whether its owner asked for it, rather than getting it in an email about something else: using one that
 *     was asked for ends the others that were
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

    /** Returns the spec of a link in a sign-in email, valid for one hour. */
    public static TokenSpec askedSignIn(EmailAddress email, long participantId, long exchangeId) {
        return new TokenSpec(Purpose.MAGIC_LINK, true, email, participantId, exchangeId, WHEN_ASKED);
    }

    /** Returns the spec of a sign-in link in any other email, valid for seven days. */
    public static TokenSpec mailedSignIn(EmailAddress email, long participantId, long exchangeId) {
        return new TokenSpec(Purpose.MAGIC_LINK, false, email, participantId, exchangeId, WHEN_MAILED);
    }

    /** Returns the spec of the "this was not me" link of a registration, valid for seven days. */
    public static TokenSpec notMe(EmailAddress email, long participantId, long exchangeId) {
        return new TokenSpec(Purpose.NOT_ME, false, email, participantId, exchangeId, WHEN_MAILED);
    }

    /** Returns the spec of a link for a new admin password, valid for one hour. */
    public static TokenSpec passwordReset(EmailAddress email) {
        return new TokenSpec(Purpose.PASSWORD_RESET, true, email, null, null, WHEN_ASKED);
    }

    /** Returns the spec of a link that confirms an address of the admin, valid for seven days. */
    public static TokenSpec adminEmail(EmailAddress email) {
        return new TokenSpec(Purpose.ADMIN_EMAIL, false, email, null, null, WHEN_MAILED);
    }

    /** Returns the spec of a link that confirms a participant's new address, valid for seven days. */
    public static TokenSpec emailChange(EmailAddress newEmail, long participantId, long exchangeId) {
        return new TokenSpec(Purpose.EMAIL_CHANGE, false, newEmail, participantId, exchangeId, WHEN_MAILED);
    }
}
