package org.sneakyklaus.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.testsupport.Refusals.assertRefusedOnField;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "'  Ann@Example.ORG ', ann@example.org",
        "ANN.LEE+xmas@example.co.uk, ann.lee+xmas@example.co.uk",
        "i@example.org, i@example.org",
        "o'neil@example.org, o'neil@example.org"
    })
    void onePersonIsOneValueHoweverItIsTyped(String typed, String value) {
        assertThat(new EmailAddress(typed).value()).isEqualTo(value);
    }

    /** The right column is what browsers make of it. */
    @ParameterizedTest
    @CsvSource({
        "x1@faß.de, x1@xn--fa-hia.de",
        "X1@FAß.DE, x1@xn--fa-hia.de",
        "x1@fass.de, x1@fass.de",
        "ann@Müller.example, ann@xn--mller-kva.example",
        "ann@βόλος.com, ann@xn--nxasmm1c.com",
        "ann@ΒΌΛΟΣ.com, ann@xn--nxasmq6b.com",
        "ann@例え。jp, ann@xn--r8jz45g.jp",
        "ann@ｅｘａｍｐｌｅ.org, ann@example.org",
        "ann@xn--fa-hia.de, ann@xn--fa-hia.de",
        "ann@r3---sn-x.example.org, ann@r3---sn-x.example.org"
    })
    void aDomainIsTheOneThatABrowserWouldGoTo(String typed, String value) {
        assertThat(new EmailAddress(typed).value()).isEqualTo(value);
        assertThat(new EmailAddress(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "ann",
                "ann@",
                "@example.org",
                "ann@@example.org",
                "ann example@example.org",
                "ann@exam ple.org",
                "Ann <ann@example.org>",
                "<ann@example.org>",
                "ann@example.org, bob@example.org",
                "ann@example.org;bob@example.org",
                "ann@example.org\nBcc: bob@example.org",
                "ann@example.org\r\nbob",
                "a\u0000nn@example.org",
                "ann@example..org",
                "x:ann@example.org,bob@example.org;",
                "\"ann\"@example.org",
                "ann@[127.0.0.1]",
                "a\u202enn@example.org",
                "änn@example.org",
                "ann@a\u202eb.org",
                "ann@-ü.org",
                "ann@ü..org",
                "ann@ü_b.org",
                "ann@a\u05d01b.org"
            })
    void whatIsNotOnePlainAddressIsRefused(String typed) {
        assertRefusedOnField("email", "email.invalid", () -> new EmailAddress(typed));
    }

    @Test
    void anAddressHasAtMost254Characters() {
        var domain = "@" + "d".repeat(60) + "." + "d".repeat(60) + "." + "d".repeat(60) + ".org";
        var longest = "a".repeat(254 - domain.length()) + domain;

        assertThat(new EmailAddress(longest).value()).hasSize(254);
        assertRefusedOnField("email", "email.invalid", () -> new EmailAddress("a" + longest));
    }

    @Test
    void aMaskedAddressTellsItsOwnerOnly() {
        assertThat(new EmailAddress("alice.smith@example.org").masked(List.of()))
                .isEqualTo("a***@example.org");
        assertThat(new EmailAddress("b@example.org").masked(List.of())).isEqualTo("b***@example.org");
    }

    @Test
    void aMaskedAddressTellsAsMuchAsMakesItAnother() {
        var addresses = Stream.of(
                        "ann",
                        "anna",
                        "alan",
                        "al",
                        "ab",
                        "a",
                        "b",
                        "ann.smith1",
                        "ann.smith2",
                        "anne.smith2",
                        "x--",
                        "x+-")
                .flatMap(local -> Stream.of(local + "@example.org", local + "@example.com"))
                .map(EmailAddress::new)
                .toList();

        var masked =
                addresses.stream().map(address -> address.masked(addresses)).toList();

        assertThat(masked).doesNotHaveDuplicates().allMatch(text -> text.contains("***"));
        assertThat(masked)
                .doesNotContainAnyElementsOf(
                        addresses.stream().map(EmailAddress::value).toList());
        assertThat(new EmailAddress("ann.smith1@example.org").masked(addresses)).isEqualTo("a***1@example.org");
        assertThat(new EmailAddress("al@example.org").masked(addresses)).isEqualTo("al@e***g");
    }
}
