package org.sneakyklaus.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.testsupport.Refusals.assertRefusedOnField;

import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {

    @Test
    void aLineLosesTheSpaceAroundIt() {
        assertThat(line("budget", " \u2003 20 €\t", 60)).isEqualTo("20 €");
        assertThat(line("budget", "   ", 60)).isEmpty();
    }

    @Test
    void aLineDoesNotTurnWhatStandsBehindIt() {
        assertThat(line("name", "\u202EnnA\u202C \u2067Ben\u2069", 120)).isEqualTo("nnA Ben");
        assertThat(line("name", "\u05D0\u200F", 120)).isEqualTo("\u05D0\u200F");
        assertRefusedOnField("name", "text.required", () -> requiredLine("name", "\u202E", 120));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\tb", "a\u0000b", "a\u007Fb", "a\u009Fb", "a\u2028b", "a\u2029b"})
    void aLineHoldsNoControlCharacter(String text) {
        assertRefusedOnField("name", "text.control", () -> line("name", text, 120));
    }

    @Test
    void theLengthIsCountedAfterTheSpaceIsGone() {
        assertThat(line("name", "  abc  ", 3)).isEqualTo("abc");
        assertRefusedOnField("name", "text.tooLong", () -> line("name", "abcd", 3));
    }

    @Test
    void aRefusalTellsTheLimitAndTheLength() {
        try {
            line("name", "\uD83C\uDF84\uD83C\uDF84", 3);
        } catch (RuleViolation violation) {
            assertThat(violation.message().getArguments()).containsExactly(3, 4);
            return;
        }
        throw new AssertionError("Two emoji are four units long");
    }

    @Test
    void aRequiredLineIsMoreThanSpace() {
        assertThat(requiredLine("name", " Ann ", 120)).isEqualTo("Ann");
        assertRefusedOnField("name", "text.required", () -> requiredLine("name", " \u2003\t ", 120));
        assertRefusedOnField("name", "text.required", () -> requiredLine("name", "\u3164\u2800\u200D\u034F", 120));
    }

    @Test
    void paragraphsKeepTheirLinesHoweverTheyWereSent() {
        assertThat(paragraphs("giftIdeas", "  books\r\n\tpoems\rtea\n\n ", 100)).isEqualTo("  books\n\tpoems\ntea");
    }

    @Test
    void aLineBreakCountsOnce() {
        assertThat(paragraphs("giftIdeas", "a\r\nb", 3)).isEqualTo("a\nb");
        assertRefusedOnField("giftIdeas", "text.tooLong", () -> paragraphs("giftIdeas", "a\r\nbc", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u0007b", "a\u001Bb", "a\u000Bb", "a\u0085b"})
    void paragraphsHoldNoOtherControlCharacter(String text) {
        assertRefusedOnField("giftIdeas", "text.control", () -> paragraphs("giftIdeas", text, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "\uD83C\uDF84", "عيد سعيد", "O’Neil & 'Söhne'"})
    void whatPeopleTypeStaysAsItIs(String text) {
        assertThat(line("name", text, 120)).isEqualTo(text);
        assertThat(paragraphs("giftIdeas", text, 120)).isEqualTo(text);
    }

    private static String line(String field, String text, int maxLength) {
        return accepted(broken -> TextRules.line(broken, field, text, maxLength));
    }

    private static String requiredLine(String field, String text, int maxLength) {
        return accepted(broken -> TextRules.requiredLine(broken, field, text, maxLength));
    }

    private static String paragraphs(String field, String text, int maxLength) {
        return accepted(broken -> TextRules.paragraphs(broken, field, text, maxLength));
    }

    private static String accepted(Function<BrokenRules, String> rule) {
        var broken = new BrokenRules();
        var text = rule.apply(broken);
        broken.refuse();
        return text;
    }
}
