package org.sneakyklaus.participation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetTextTest {

    private static final String ALPHABET = "a'\";,\t=+-@\r\n\0 ";

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
                "\t1+1",
                "\r=1+1",
                "\0=1+1",
                "\n=1+1"
            })
    void aFormulaIsShieldedAndBack(String formula) {
        assertThat(SpreadsheetText.shielded(formula)).isEqualTo("'" + formula);
        assertThat(SpreadsheetText.unshielded("'" + formula)).isEqualTo(formula);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Ann;=cmd | Ann;'=cmd",
                "a,+1;-2 | a,'+1;'-2",
                "a;\"=1 | a;'\"=1",
                "a;\"'\"@b | a;'\"'\"@b",
                "a;'=1 | a;''=1",
                "'=1 | ''=1",
                "''=1;''-1 | '''=1;'''-1",
                "＝1;＠b | '＝1;'＠b",
                "`\t=1` | `'\t'=1`"
            })
    void whatAnotherSeparatorWouldMakeAFormulaIsShieldedAndBack(String text, String shielded) {
        assertThat(SpreadsheetText.shielded(text)).isEqualTo(shielded);
        assertThat(SpreadsheetText.unshielded(shielded)).isEqualTo(text);
    }

    @RepeatedTest(10)
    void whateverIsTypedComesBackAsItWas(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        for (int i = 0; i < 1000; i++) {
            var text = random.ints(random.nextInt(12), 0, ALPHABET.length())
                    .mapToObj(at -> ALPHABET.substring(at, at + 1))
                    .collect(Collectors.joining());
            var shielded = SpreadsheetText.shielded(text);
            assertThat(shielded).doesNotContainPattern("(^|[;,\t])\"*[=+\\-@]").doesNotContainPattern("^[\r\n\0]");
            assertThat(SpreadsheetText.unshielded(shielded)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ann", "'Ann'", "'", "a=1", " ann", "rock'n'roll", "a; -1", "x, 'tis", "a\n- b"})
    void anythingElseStays(String text) {
        assertThat(SpreadsheetText.shielded(text)).isEqualTo(text);
        assertThat(SpreadsheetText.unshielded(text)).isEqualTo(text);
    }
}
