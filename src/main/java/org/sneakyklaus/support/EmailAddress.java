package org.sneakyklaus.support;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address, trimmed and lower-cased, so that one person is one value.
 *
 * @param value the address alone, without a display name, at most 254 characters
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;

    /** As browsers and registries do since IDNA 2008: for UTS #46 "faß.de" and "fass.de" are two domains. */
    private static final IDNA DOMAINS = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    /** The "dot-string" and "domain" of RFC 5321 section 4.1.2: no quotes, no groups, no address literals. */
    private static final Pattern PLAIN =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    /** @throws RuleViolation on {@code email} when it is not one plain address */
    public EmailAddress {
        value = normalised(value.strip());
        if (value.length() > MAX_LENGTH || !PLAIN.matcher(value).matches()) {
            throw RuleViolation.onField("email", "email.invalid");
        }
    }

    /** Enough for the owner to recognise it and for nobody else to learn it: {@code a***@example.org}. */
    public String masked() {
        return value.charAt(0) + "***" + value.substring(value.lastIndexOf('@'));
    }

    private static String normalised(String address) {
        int at = address.lastIndexOf('@') + 1;
        return address.substring(0, at).toLowerCase(Locale.ROOT) + asciiDomain(address.substring(at));
    }

    /** Domains with other letters travel in their ASCII form; one that has none is no plain address. */
    private static String asciiDomain(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        var ascii = new StringBuilder();
        var info = new IDNA.Info();
        DOMAINS.nameToASCII(domain, ascii, info);
        return info.hasErrors() ? domain : ascii.toString();
    }
}
