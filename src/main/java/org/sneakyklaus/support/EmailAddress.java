package org.sneakyklaus.support;

import com.ibm.icu.text.IDNA;
import java.util.Collection;
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

    /**
     * Enough for its owner to recognise it and to tell it from the others, and no more, so that nobody else learns it:
     * {@code a***@example.org}, or {@code an***a@example.org} where others would look the same.
     *
     * @param others from which it must be told, perhaps with itself among them
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

    /** So many letters before the @; where those are all, the domain is hidden instead but for the rest of them. */
    private String showing(int letters) {
        var at = value.lastIndexOf('@');
        var most = Math.max(1, at - 1);
        return letters <= most
                ? ends(value.substring(0, at), letters) + value.substring(at)
                : value.substring(0, at + 1) + ends(value.substring(at + 1), letters - most);
    }

    /** So many letters of the start and the end in turn, and fewer than there are. */
    private static String ends(String text, int letters) {
        var shown = Math.min(letters, Math.max(1, text.length() - 1));
        var last = shown / 2;
        return text.substring(0, shown - last) + "***" + text.substring(text.length() - last);
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
