package org.sneakyklaus.ratelimit;

import org.sneakyklaus.support.settings.Variable;

/**
 * The rate limits: each allows a number of attempts within a time window that begins with the first. The names are
 * stored.
 */
public enum Limit {
    ADMIN_ACCOUNT("signing in as organiser, by the address that is typed"),
    ADMIN_CLIENT("signing in as organiser, by client"),
    LINK_ADDRESS("asking for links, by address and exchange, or to leave"),
    LINK_CLIENT("asking for links, by client"),
    TOKEN_CLIENT("using links and codes, by client"),
    CODE_REQUEST("typing codes, by the request for one"),
    CODE_PERSON("typing wrong codes, by person"),
    WORD_LINK("typing wrong words at a personal link, by link"),
    WORD_BROWSER("typing wrong words at a personal link, by browser that opened it before"),
    REGISTRATION_CLIENT("registering, by client"),
    SETUP_CODE("wrong codes of the set-up, by client"),
    PASSWORD_RESET("asking for a new password of the organiser, by the address that is typed");

    private final String what;

    Limit(String what) {
        this.what = what;
    }

    /** Returns what it limits, in words. */
    String what() {
        return what;
    }

    /** Returns the variable that sets it. */
    Variable variable() {
        return Variable.valueOf("KLAUS_LIMIT_" + name());
    }
}
