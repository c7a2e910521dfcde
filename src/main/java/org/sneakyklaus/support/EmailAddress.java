package org.sneakyklaus.support;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;

/**
 * An e-mail address, trimmed and lower-cased, so that one person is one value.
 *
 * @param value the address alone, without a display name, at most 254 characters
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;

    /** @throws RuleViolation on {@code email} when it is not one plain address */
    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.isEmpty() || value.length() > MAX_LENGTH || !isPlainAddress(value)) {
            throw RuleViolation.onField("email", "email.invalid");
        }
    }

    /** Enough for the owner to recognise it and for nobody else to learn it: {@code a***@example.org}. */
    public String masked() {
        return value.charAt(0) + "***" + value.substring(value.lastIndexOf('@'));
    }

    private static boolean isPlainAddress(String value) {
        try {
            var address = new InternetAddress(value, true);
            return value.equals(address.getAddress()) && value.indexOf('@') > 0 && isPlainText(value);
        } catch (AddressException e) {
            return false;
        }
    }

    private static boolean isPlainText(String value) {
        return value.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
    }
}
