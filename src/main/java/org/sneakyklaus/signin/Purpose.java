package org.sneakyklaus.signin;

import jakarta.persistence.EnumeratedValue;

/** What a token opens; a token of one purpose is worth nothing for another. */
public enum Purpose {
    /** Signs a participant in to one exchange. */
    MAGIC_LINK("magic_link"),
    /** Lets the admin set a new password. */
    PASSWORD_RESET("password_reset"),
    /** Confirms the new address of a participant. */
    EMAIL_CHANGE("email_change"),
    /** Confirms the admin's address. */
    ADMIN_EMAIL("admin_email"),
    /** Lets the owner of an address say that somebody else registered it. */
    NOT_ME("not_me");

    /** The name in the database, which outlives a renaming here. */
    @EnumeratedValue
    final String stored;

    Purpose(String stored) {
        this.stored = stored;
    }
}
