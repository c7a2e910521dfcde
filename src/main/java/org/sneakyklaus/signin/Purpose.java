package org.sneakyklaus.signin;

import jakarta.persistence.EnumeratedValue;

/** The purpose of a token; it is useless for any other. */
public enum Purpose {
    /** Signs a participant in to one exchange. */
    MAGIC_LINK("magic_link"),
    /** Lets the admin set a new password. */
    PASSWORD_RESET("password_reset"),
    /** Confirms the new address of a participant. */
    EMAIL_CHANGE("email_change"),
    /** Confirms the admin's address. */
    ADMIN_EMAIL("admin_email"),
    /** Lets the owner of an address say that someone else registered it. */
    NOT_ME("not_me");

    /** The stored name, independent of renaming here. */
    @EnumeratedValue
    final String stored;

    Purpose(String stored) {
        this.stored = stored;
    }
}
