package org.sneakyklaus.mail;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.sneakyklaus.support.EmailAddress;

/** Where, and in which language, the admin is written to. */
interface AdminMailbox {

    /** Nothing while there is no admin. */
    Optional<EmailAddress> address();

    /** The address that is to be confirmed by a link that is sent there; nothing when there is none. */
    Optional<EmailAddress> toConfirm();

    /** For what is about no exchange. */
    Locale language();

    /** In which the times in it are told. */
    ZoneId zone();
}
