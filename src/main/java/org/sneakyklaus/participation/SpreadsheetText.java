package org.sneakyklaus.participation;

/**
 * Text in a cell of a spreadsheet, which takes what begins like a formula for one. The list of first characters is that
 * of OWASP's "CSV Injection".
 */
public final class SpreadsheetText {

    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n\0";

    private SpreadsheetText() {}

    /** The text, with an apostrophe before it if a spreadsheet might calculate it. */
    public static String shielded(String text) {
        return beginsAFormula(text, 0) ? "'" + text : text;
    }

    /** The text before it was {@link #shielded}. */
    public static String unshielded(String text) {
        return text.startsWith("'") && beginsAFormula(text, 1) ? text.substring(1) : text;
    }

    private static boolean beginsAFormula(String text, int at) {
        return text.length() > at && BEGINS_A_FORMULA.indexOf(text.charAt(at)) >= 0;
    }
}
