package org.sneakyklaus.account;

import org.sneakyklaus.support.RuleViolation;

/**
 * A password that an admin may have: 12 to 128 characters, whatever they are, since composition rules make passwords
 * worse (NIST SP 800-63B).
 */
public record AdminPassword(String text) {

    private static final int MIN_LENGTH = 12;
    private static final int MAX_LENGTH = 128;

    /** @throws RuleViolation on {@code password} when it is too short or too long */
    public AdminPassword {
        var length = text.codePointCount(0, text.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw RuleViolation.onField("password", "password.length", MIN_LENGTH, MAX_LENGTH);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
