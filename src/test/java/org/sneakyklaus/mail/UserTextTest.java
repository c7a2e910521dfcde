package org.sneakyklaus.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.win-a-car.example",
                "https://win.example/now",
                "//win.example",
                "ann@win.example",
                "\\\\server\\share",
                "win。example",
                "x.❤.ws",
                "4.example",
                "click me:http://1.2.3.4/"
            })
    void whatLooksLikeALinkIsBroken(String typed) {
        var text = UserText.of(typed);

        assertThat(text).isNotEqualTo(typed);
        assertThat(text.replace("\u200b", "")).isEqualTo(typed);
        assertThat(text).doesNotContainPattern("[\\p{L}\\p{N}]\\.[\\p{L}]").doesNotContain("://", "//", "\\\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ann",
                "Dr. Ann O’Neill",
                "about 20.50 €",
                "1.000 Kč",
                "Office party: 2026",
                "Family 👨‍👩‍👧‍👦 & friends",
                "يوسف",
                "Wait... what"
            })
    void whatIsNoLinkStaysAsItWasTyped(String typed) {
        assertThat(UserText.of(typed)).isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'Ann\r\nBcc: bob@x'|Ann Bcc: bob@x",
                "'Ann\u2028Bob'|Ann Bob",
                "'a\u0000b'|a b",
                "'\u202eevil'|evil"
            })
    void nothingStartsANewLineOrTurnsTheText(String typed, String expected) {
        assertThat(UserText.of(typed)).isEqualTo(expected);
    }

    @Test
    void aLongNameIsCutBetweenLetters() {
        var text = UserText.of("a".repeat(57) + "👨‍👩‍👧‍👦" + "b".repeat(60));

        assertThat(text).hasSizeLessThanOrEqualTo(60).startsWith("a".repeat(57)).endsWith("…");
        assertThat(text.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Test
    void howToReachTheOrganiserKeepsAddressesAndNoLinks() {
        assertThat(UserText.contact("olga.b@example.org, or www.x.test, or " + "9".repeat(60)))
                .isEqualTo("olga.b@example.org, or www.\u200bx.\u200btest, or " + "9".repeat(60));
    }
}
