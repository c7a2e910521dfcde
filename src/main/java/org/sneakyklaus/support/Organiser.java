package org.sneakyklaus.support;

import java.time.ZoneId;
import java.util.Locale;

/** Whoever organises the exchanges, as far as a new one takes after them. */
public interface Organiser {

    /** Where they live. */
    ZoneId zone();

    /** What they speak. */
    Locale language();
}
