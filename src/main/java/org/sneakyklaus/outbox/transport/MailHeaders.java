package org.sneakyklaus.outbox.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Provides the headers of every email, for all transports. */
final class MailHeaders {

    // A line of a header may have 998 characters (RFC 5322), and a name of one word cannot be folded.
    private static final int MAX_NAME = 120;
    private static final int MAX_SUBJECT = 250;
    private static final Pattern LINE_BREAKS_AND_THE_LIKE =
            Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\u2028\\u2029]+");
    private static final Pattern LONE_SURROGATES = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

    private MailHeaders() {}

    /** Returns the headers other than sender, recipient and subject. */
    static Map<String, String> of(MailMessage message) {
        var headers = new LinkedHashMap<String, String>();
        // Keeps out-of-office replies and other automatic answers away (RFC 3834).
        headers.put("Auto-Submitted", "auto-generated");
        if (message.unsubscribe() != null) {
            headers.put("List-Unsubscribe", "<" + message.unsubscribe().toASCIIString() + ">");
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return headers;
    }

    static String subject(String subject) {
        return oneLine(subject, MAX_SUBJECT);
    }

    static String name(String name) {
        return oneLine(name, MAX_NAME);
    }

    /** Removes whatever could end the line or be decoded, and limits the length. */
    private static String oneLine(String text, int max) {
        var spaced = LINE_BREAKS_AND_THE_LIKE.matcher(text).replaceAll(" ");
        // Mail programs would decode what looks encoded (RFC 2047), although it is plain text.
        var plain = spaced.replace("=?", "= ?");
        var line = LONE_SURROGATES.matcher(plain).replaceAll("\uFFFD").strip();
        var end = Math.min(line.codePointCount(0, line.length()), max);
        return line.substring(0, line.offsetByCodePoints(0, end)).strip();
    }
}
