package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://x.test\",\"Ann\")",
                "=cmd|'/C calc'!A0",
                "+1+1",
                "+49 30 123",
                "-2+3",
                "-",
                "@SUM(A1)",
                "@ann",
                "\t=1+1",
                "\r=1+1",
                "\0=1+1",
                "\n=1+1"
            })
    void aFormulaIsShieldedAndBack(String formula) {
        assertThat(SpreadsheetText.shielded(formula)).isEqualTo("'" + formula);
        assertThat(SpreadsheetText.unshielded("'" + formula)).isEqualTo(formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ann", "'Ann'", "'", "a=1", " ann"})
    void anythingElseStays(String text) {
        assertThat(SpreadsheetText.shielded(text)).isEqualTo(text);
        assertThat(SpreadsheetText.unshielded(text)).isEqualTo(text);
    }
}
