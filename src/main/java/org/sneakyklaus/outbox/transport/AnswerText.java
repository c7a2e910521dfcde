package org.sneakyklaus.outbox.transport;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the answer of a mail server or service fit to be shown: it may quote the address, a link with a token, or the
 * password that it was given.
 */
final class AnswerText {

    private static final Pattern LINK = Pattern.compile("(?i)\\b(https?://|www\\.)\\S+");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'`(),;:]+@[^\\s<>\"'`(),;:]+");
    // As random as a token, or as a password that was encoded on its way.
    private static final Pattern RANDOM = Pattern.compile("(?=[a-z_-]*[A-Z0-9+/=])[\\w+/=-]{24,}");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final int MAX_READ = 2000;
    private static final int MAX = 200;

    private AnswerText() {}

    /**
     * Returns one line of at most 200 characters, without links, addresses and anything that looks like a token.
     *
     * @param secret text to remove as well; null or empty for none
     */
    static String of(@Nullable String answer, @Nullable String secret) {
        if (answer == null) {
            return "";
        }
        var safe = secret == null || secret.isEmpty() ? answer : answer.replace(secret, "***");
        var start = safe.substring(0, Math.min(safe.length(), MAX_READ));
        var line = SPACE.matcher(start).replaceAll(" ").strip();
        var linkless = LINK.matcher(line).replaceAll("(link)");
        var masked = RANDOM.matcher(ADDRESS.matcher(linkless).replaceAll("(address)"))
                .replaceAll("***");
        return masked.length() > MAX ? masked.substring(0, MAX) : masked;
    }
}
