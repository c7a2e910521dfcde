package org.sneakyklaus.support;

import com.ibm.icu.text.IDNA;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An email address, trimmed and lower-cased, so that one person is one value.
 *
 * @param value the address alone, without a display name, at most 254 characters
 */
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;

    /** As browsers and registries since IDNA 2008: for UTS #46 "faß.de" and "fass.de" are two domains. */
    private static final IDNA DOMAINS = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    /** The "dot-string" and "domain" of RFC 5321 section 4.1.2: no quotes, no groups, no address literals. */
    private static final Pattern PLAIN =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    /** @throws RuleViolation on {@code email} if it is not one plain address */
    public EmailAddress {
        value = normalised(value.strip());
        if (value.length() > MAX_LENGTH || !PLAIN.matcher(value).matches()) {
            throw RuleViolation.onField("email", "email.invalid");
        }
    }

    /**
     * Returns a masked form, just enough for its owner to recognise it and distinguish it from the others, so that no
     * one else learns it: {@code a***@example.org}, or {@code an***a@example.org} if others would look the same.
     *
     * @param others the addresses to distinguish it from; may include this one
     */
    public String masked(Collection<EmailAddress> others) {
        int letters = 1;
        while (letters < value.length() - 2 && isLikeAny(others, letters)) {
            letters++;
        }
        return showing(letters);
    }

    private boolean isLikeAny(Collection<EmailAddress> others, int letters) {
        var shown = showing(letters);
        return others.stream()
                .anyMatch(other -> !other.equals(this) && other.showing(letters).equals(shown));
    }

    /**
     * Shows this number of letters before the @; if those are all, hides the domain instead except for the remaining
     * number.
     */
    private String showing(int letters) {
        var at = value.lastIndexOf('@');
        var most = Math.max(1, at - 1);
        return letters <= most
                ? ends(value.substring(0, at), letters) + value.substring(at)
                : value.substring(0, at + 1) + ends(value.substring(at + 1), letters - most);
    }

    /** Returns this number of letters, alternately from the start and the end, but fewer than there are. */
    private static String ends(String text, int letters) {
        var shown = Math.min(letters, Math.max(1, text.length() - 1));
        var last = shown / 2;
        return text.substring(0, shown - last) + "***" + text.substring(text.length() - last);
    }

    private static String normalised(String address) {
        int at = address.lastIndexOf('@') + 1;
        return address.substring(0, at).toLowerCase(Locale.ROOT) + asciiDomain(address.substring(at));
    }

    /** Returns the ASCII form of a domain; one without it is no plain address. */
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
