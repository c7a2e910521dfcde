package org.sneakyklaus.participation;

import java.util.regex.Pattern;

/**
 * Protects text in spreadsheet cells, where text that begins like a formula is executed. This includes the middle of a
 * cell, if the program uses another separator than the table. The list of first characters is that of OWASP's "CSV
 * Injection".
 */
public final class SpreadsheetText {

    // Quotes may have been removed before formulas are detected. Apostrophes count too, so that a typed one gets
    // another and survives the removal of that one.
    private static final String FORMULA = "(?=['\"]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])";
    private static final Pattern UNSHIELDED = beforeFormula("");
    private static final Pattern SHIELDED = beforeFormula("'");

    private SpreadsheetText() {}

    /** Returns the text with an apostrophe before whatever a spreadsheet might calculate. */
    public static String shielded(String text) {
        return UNSHIELDED.matcher(text).replaceAll("'");
    }

    /** Returns the text before it was {@link #shielded}. */
    public static String unshielded(String text) {
        return SHIELDED.matcher(text).replaceAll("");
    }

    private static Pattern beforeFormula(String shield) {
        return Pattern.compile("^" + shield + "(?='*[\t\r\n\0])|(?:^|(?<=[;,\t]))" + shield + FORMULA);
    }
}
