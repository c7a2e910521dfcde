package org.sneakyklaus.account;

import org.sneakyklaus.support.CommonPasswords;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.SecretToken;

/**
 * A password that an admin may have: 12 to 128 characters of any kind, since composition rules make passwords worse,
 * and not a common one (NIST SP 800-63B).
 */
public record AdminPassword(String text) {

    private static final int MIN_LENGTH = 12;
    private static final int MAX_LENGTH = 128;
    private static final int RANDOM_LENGTH = 24;

    /** @throws RuleViolation on {@code password} if it is too short, too long or common */
    public AdminPassword {
        var length = text.codePointCount(0, text.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw RuleViolation.onField("password", "password.length", MIN_LENGTH, MAX_LENGTH);
        }
        if (CommonPasswords.contain(text)) {
            throw RuleViolation.onField("password", "password.common");
        }
    }

    /** Returns a random password. */
    public static AdminPassword random() {
        return new AdminPassword(SecretToken.generate().text().substring(0, RANDOM_LENGTH));
    }

    @Override
    public String toString() {
        return "***";
    }
}
