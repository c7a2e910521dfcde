package org.sneakyklaus.support;

import java.util.regex.Pattern;

/**
 * Checks typed text: normalises line ends, limits the length in UTF-16 units, and rejects control characters. Adds
 * broken rules to the field.
 */
public final class TextRules {

    // Of UAX #9: they turn what stands behind a name, too, and are pasted without being seen.
    private static final Pattern EMBEDDINGS = Pattern.compile("[\u202a-\u202e\u2066-\u2069]");

    // The fillers of Hangul and the empty cell of Braille are letters or symbols to Unicode.
    private static final String BLANKS = "\u115f\u1160\u2800\u3164\uffa0";

    private TextRules() {}

    /**
     * Checks a text of one line.
     *
     * @param broken receives the violation if it is too long or holds a control character
     * @return the text without surrounding white space and without marks that embed or override a direction, perhaps
     *     empty
     */
    public static String line(BrokenRules broken, String field, String text, int maxLength) {
        var line = EMBEDDINGS.matcher(text).replaceAll("").strip();
        if (line.chars().anyMatch(TextRules::breaksLine)) {
            broken.add(RuleViolation.onField(field, "text.control"));
        }
        refuseLonger(broken, field, line, maxLength);
        return line;
    }

    /** Like {@link #line}, but requires something visible. */
    public static String requiredLine(BrokenRules broken, String field, String text, int maxLength) {
        var line = line(broken, field, text, maxLength);
        if (line.codePoints().noneMatch(TextRules::isVisible)) {
            broken.add(RuleViolation.onField(field, "text.required"));
        }
        return line;
    }

    /**
     * Checks a text of several lines; converts line breaks to a single LF before counting.
     *
     * @param broken receives the violation if it is too long or holds a control character other than LF and tab
     * @return the text without trailing white space, perhaps empty
     */
    public static String paragraphs(BrokenRules broken, String field, String text, int maxLength) {
        var paragraphs = text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
        if (paragraphs.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            broken.add(RuleViolation.onField(field, "text.control"));
        }
        refuseLonger(broken, field, paragraphs, maxLength);
        return paragraphs;
    }

    /** Like {@link #paragraphs}, but requires something visible. */
    public static String requiredParagraphs(BrokenRules broken, String field, String text, int maxLength) {
        var paragraphs = paragraphs(broken, field, text, maxLength);
        if (paragraphs.codePoints().noneMatch(TextRules::isVisible)) {
            broken.add(RuleViolation.onField(field, "text.required"));
        }
        return paragraphs;
    }

    private static boolean breaksLine(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }

    /** Returns whether a character is visible: neither a space of some script nor a mark without width. */
    private static boolean isVisible(int c) {
        return !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.NON_SPACING_MARK
                && BLANKS.indexOf(c) < 0;
    }

    private static void refuseLonger(BrokenRules broken, String field, String text, int maxLength) {
        if (text.length() > maxLength) {
            broken.add(RuleViolation.onField(field, "text.tooLong", maxLength, text.length()));
        }
    }
}
