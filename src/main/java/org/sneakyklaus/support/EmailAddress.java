package org.sneakyklaus.support;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address, trimmed and lower-cased, so that one person is one value.
 *
 * @param value the address alone, without a display name, at most 254 characters
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;

    /** The "dot-string" and "domain" of RFC 5321 section 4.1.2: no quotes, no groups, no address literals. */
    private static final Pattern PLAIN =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    /** @throws RuleViolation on {@code email} when it is not one plain address */
    public EmailAddress {
        value = withAsciiDomain(value.strip().toLowerCase(Locale.ROOT));
        if (value.length() > MAX_LENGTH || !PLAIN.matcher(value).matches()) {
            throw RuleViolation.onField("email", "email.invalid");
        }
    }

    /** Enough for the owner to recognise it and for nobody else to learn it: {@code a***@example.org}. */
    public String masked() {
        return value.charAt(0) + "***" + value.substring(value.lastIndexOf('@'));
    }

    /** Domains with other letters travel in their ASCII form (RFC 3490). */
    private static String withAsciiDomain(String address) {
        var at = address.lastIndexOf('@');
        try {
            return address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
