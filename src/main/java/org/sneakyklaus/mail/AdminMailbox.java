package org.sneakyklaus.mail;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.sneakyklaus.support.EmailAddress;

/** Provides the address and language for emails to the admin. */
interface AdminMailbox {

    /** Returns the address; empty if there is no admin. */
    Optional<EmailAddress> address();

    /** Returns the address that awaits confirmation by a link sent there; empty if there is none. */
    Optional<EmailAddress> toConfirm();

    /** Returns the language for emails unrelated to an exchange. */
    Locale language();

    /** Returns the time zone for times in the emails. */
    ZoneId zone();
}
