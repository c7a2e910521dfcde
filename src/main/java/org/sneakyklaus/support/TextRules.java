package org.sneakyklaus.support;

/** What people may type: normalised line ends, a length in UTF-16 units, and no control characters. */
public final class TextRules {

    private TextRules() {}

    /**
     * A text of one line.
     *
     * @return the text without surrounding white space, perhaps empty
     * @throws RuleViolation on the field when it is too long or holds a control character
     */
    public static String line(String field, String text, int maxLength) {
        var line = text.strip();
        if (line.chars().anyMatch(Character::isISOControl)) {
            throw RuleViolation.onField(field, "text.control");
        }
        return withinLength(field, line, maxLength);
    }

    /** Like {@link #line}, but there must be something to see. */
    public static String requiredLine(String field, String text, int maxLength) {
        var line = line(field, text, maxLength);
        if (line.codePoints().noneMatch(TextRules::isVisible)) {
            throw RuleViolation.onField(field, "text.required");
        }
        return line;
    }

    /**
     * A text of several lines; line breaks become a single LF before anything is counted.
     *
     * @return the text without trailing white space, perhaps empty
     * @throws RuleViolation on the field when it is too long or holds a control character other than LF and tab
     */
    public static String paragraphs(String field, String text, int maxLength) {
        var paragraphs = text.replace("\r\n", "\n").replace('\r', '\n').stripTrailing();
        if (paragraphs.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw RuleViolation.onField(field, "text.control");
        }
        return withinLength(field, paragraphs, maxLength);
    }

    /** Not one of the many spaces of Unicode, nor one of its marks that take no room. */
    private static boolean isVisible(int c) {
        return !Character.isWhitespace(c) && !Character.isSpaceChar(c) && Character.getType(c) != Character.FORMAT;
    }

    private static String withinLength(String field, String text, int maxLength) {
        if (text.length() > maxLength) {
            throw RuleViolation.onField(field, "text.tooLong", maxLength, text.length());
        }
        return text;
    }
}
