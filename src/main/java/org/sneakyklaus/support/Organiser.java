package org.sneakyklaus.support;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** The organiser, for the modules that do not know accounts. */
public interface Organiser {

    /** Returns the organiser's time zone. */
    ZoneId zone();

    /** Returns the organiser's language. */
    Locale language();

    /** Returns the id of the organiser's account. */
    long account();

    /** Returns the organiser's address; empty until a link sent there was opened. */
    Optional<EmailAddress> confirmedAddress();
}
