package org.sneakyklaus.notification.mail;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.sneakyklaus.support.EmailAddress;

/** Where, and in which language, the admin is written to. */
interface AdminMailbox {

    /** Nothing while there is no admin. */
    Optional<EmailAddress> address();

    /** For what is about no exchange. */
    Locale language();

    /** In which the times in it are told. */
    ZoneId zone();
}
