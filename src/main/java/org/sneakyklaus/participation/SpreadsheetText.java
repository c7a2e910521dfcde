package org.sneakyklaus.participation;

import java.util.regex.Pattern;

/**
 * Text in a cell of a spreadsheet, which takes what begins like a formula for one; also in the middle of a cell, where the
 * program takes another separator than the one that the table was written with. The list of first characters is that of
 * OWASP's "CSV Injection".
 */
public final class SpreadsheetText {

    // Quotes may be gone by the time that a formula is looked for. Apostrophes count along, so that one which was typed
    // gets another, and is still there when that goes.
    private static final String FORMULA = "(?=['\"]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])";
    private static final Pattern UNSHIELDED = beforeFormula("");
    private static final Pattern SHIELDED = beforeFormula("'");

    private SpreadsheetText() {}

    /** The text, with an apostrophe before whatever a spreadsheet might calculate. */
    public static String shielded(String text) {
        return UNSHIELDED.matcher(text).replaceAll("'");
    }

    /** The text before it was {@link #shielded}. */
    public static String unshielded(String text) {
        return SHIELDED.matcher(text).replaceAll("");
    }

    private static Pattern beforeFormula(String shield) {
        return Pattern.compile("^" + shield + "(?='*[\t\r\n\0])|(?:^|(?<=[;,\t]))" + shield + FORMULA);
    }
}
