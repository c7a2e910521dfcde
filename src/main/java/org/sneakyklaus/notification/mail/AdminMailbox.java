package org.sneakyklaus.notification.mail;

import java.util.Optional;
import org.sneakyklaus.support.EmailAddress;

/** Where the admin is written to. */
@FunctionalInterface
interface AdminMailbox {

    /** Nothing while there is no admin. */
    Optional<EmailAddress> address();
}
