package org.sneakyklaus.notification.transport;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a mail server or service answered, fit to be shown: it may quote the address, or a link with a token. */
final class AnswerText {

    private static final Pattern LINK = Pattern.compile("(?i)\\b(https?://|www\\.)\\S+");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"'`(),;:]+@[^\\s<>\"'`(),;:]+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final int MAX_READ = 2000;
    private static final int MAX = 200;

    private AnswerText() {}

    /** One line of at most 200 characters, without links and addresses. */
    static String of(@Nullable String answer) {
        if (answer == null) {
            return "";
        }
        var start = answer.substring(0, Math.min(answer.length(), MAX_READ));
        var line = SPACE.matcher(start).replaceAll(" ").strip();
        var masked = ADDRESS.matcher(LINK.matcher(line).replaceAll("(link)")).replaceAll("(address)");
        return masked.length() > MAX ? masked.substring(0, MAX) : masked;
    }
}
