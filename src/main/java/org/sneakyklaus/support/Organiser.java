package org.sneakyklaus.support;

import java.time.ZoneId;
import java.util.Locale;

/** The organiser, as the source of defaults for a new exchange. */
public interface Organiser {

    /** Returns the organiser's time zone. */
    ZoneId zone();

    /** Returns the organiser's language. */
    Locale language();
}
