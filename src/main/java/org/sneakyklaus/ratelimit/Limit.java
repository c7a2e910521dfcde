package org.sneakyklaus.ratelimit;

/** What is limited, each by a number of tries in a time that begins with the first. The names are stored. */
public enum Limit {
    /** Signing in as admin, by the address that is typed. */
    ADMIN_ACCOUNT,
    /** Signing in as admin, by client. */
    ADMIN_CLIENT,
    /** Asking for links, by address and exchange. */
    LINK_ADDRESS,
    /** Asking for links, by client. */
    LINK_CLIENT,
    /** Sending a token or a code, by client. */
    TOKEN_CLIENT,
    /** Typing codes, by the request for one. */
    CODE_REQUEST,
    /** Typing wrong codes, by person. */
    CODE_PERSON,
    /** Registering, by client. */
    REGISTRATION_CLIENT,
    /** Typing the code of the set-up, by client. */
    SETUP_CODE,
    /** Asking for a new admin password, by the address that is typed. */
    PASSWORD_RESET
}
