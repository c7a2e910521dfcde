package org.sneakyklaus.support;

/**
 * What people may type: normalised line ends, a length in UTF-16 units, and no control characters. What breaks a rule is
 * noted, at its field.
 */
public final class TextRules {

    private TextRules() {}

    /**
     * A text of one line.
     *
     * @param broken learns when it is too long or holds a control character
     * @return the text without surrounding white space, perhaps empty
     */
    public static String line(BrokenRules broken, String field, String text, int maxLength) {
        var line = text.strip();
        if (line.chars().anyMatch(Character::isISOControl)) {
            broken.add(RuleViolation.onField(field, "text.control"));
        }
        refuseLonger(broken, field, line, maxLength);
        return line;
    }

    /** Like {@link #line}, but there must be something to see. */
    public static String requiredLine(BrokenRules broken, String field, String text, int maxLength) {
        var line = line(broken, field, text, maxLength);
        if (line.codePoints().noneMatch(TextRules::isVisible)) {
            broken.add(RuleViolation.onField(field, "text.required"));
        }
        return line;
    }

    /**
     * A text of several lines; line breaks become a single LF before anything is counted.
     *
     * @param broken learns when it is too long or holds a control character other than LF and tab
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

    /** Not one of the many spaces of Unicode, nor one of its marks that take no room. */
    private static boolean isVisible(int c) {
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    }

    private static void refuseLonger(BrokenRules broken, String field, String text, int maxLength) {
        if (text.length() > maxLength) {
            broken.add(RuleViolation.onField(field, "text.tooLong", maxLength, text.length()));
        }
    }
}
