package org.sneakyklaus.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sneakyklaus.testsupport.Refusals.assertRefusedOnField;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sneakyklaus.testsupport.AnExchange;

class ExchangeDetailsTest {

    private static final String TREE = "\uD83C\uDF84";

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t\n"})
    void aNameIsRequired(String name) {
        assertRefusedOnField(
                "name", "text.required", () -> new AnExchange().named(name).details());
    }

    @Test
    void everyTextHasItsLongest() {
        var longest = new AnExchange()
                .named("n".repeat(120))
                .describedAs("d".repeat(5_000))
                .withBudget("b".repeat(60))
                .organisedBy("o".repeat(120), "c".repeat(254))
                .details();

        assertThat(longest.name()).hasSize(120);
        assertTooLong("name", new AnExchange().named("n".repeat(121)));
        assertTooLong("description", new AnExchange().describedAs("d".repeat(5_001)));
        assertTooLong("budget", new AnExchange().withBudget("b".repeat(61)));
        assertTooLong("organiserName", new AnExchange().organisedBy("o".repeat(121), ""));
        assertTooLong("organiserContact", new AnExchange().organisedBy("", "c".repeat(255)));
    }

    @Test
    void anEmojiCountsAsTheTwoUnitsThatItIs() {
        assertThat(new AnExchange().named(TREE.repeat(60)).details().name()).hasSize(120);
        assertTooLong("name", new AnExchange().named(TREE.repeat(60) + "!"));
    }

    @Test
    void aLineBreakCountsOnceHoweverABrowserSendsIt() {
        var lines = "x\r\n".repeat(2_499) + "xx";

        assertThat(new AnExchange().describedAs(lines).details().description())
                .hasSize(5_000)
                .doesNotContain("\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Family\nChristmas", "Family\u0000Christmas", "Family\u001BChristmas", "a\u0085b"})
    void aNameIsOneLineWithoutControlCharacters(String name) {
        assertRefusedOnField(
                "name", "text.control", () -> new AnExchange().named(name).details());
    }

    @Test
    void aDescriptionMayHaveLinesAndTabsButNoOtherControlCharacters() {
        assertThat(new AnExchange().describedAs("one\n\ttwo").details().description())
                .isEqualTo("one\n\ttwo");
        assertRefusedOnField(
                "description",
                "text.control",
                () -> new AnExchange().describedAs("bell\u0007").details());
    }

    /** At two o'clock, clocks in Berlin go on to three. */
    @Test
    void registrationClosesBeforeTheDateAlsoWhereAClockChangeMovesIt() {
        var night = new AnExchange().in("Europe/Berlin").on("2027-03-28T03:00");

        assertRefusedOnField(
                "registrationCloseDate",
                "exchange.closeDate.afterExchange",
                () -> night.closingAt("2027-03-28T02:30").details());
        assertThat(night.closingAt("2027-03-28T01:30").details().closeInstant())
                .contains(Instant.parse("2027-03-28T00:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 10_001})
    void aLimitIsFromThreeToTenThousand(int limit) {
        assertRefusedOnField(
                "maxParticipants",
                "exchange.maxParticipants.range",
                () -> new AnExchange().forAtMost(limit).details());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10_000})
    void theSmallestAndTheLargestLimitAreTaken(int limit) {
        assertThat(new AnExchange().forAtMost(limit).details().maxParticipants())
                .isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {-7, 0, 91})
    void aReminderIsFromOneToNinetyDaysBefore(int day) {
        assertRefusedOnField(
                "reminderDays",
                "exchange.reminderDays.range",
                () -> new AnExchange().remindingBefore(7, day).details());
    }

    @Test
    void thereMayBeNoReminders() {
        assertThat(new AnExchange().remindingBefore().details().reminderDays()).isEmpty();
        assertThat(new AnExchange().remindingBefore(90, 1).details().reminderDays())
                .containsExactly(1, 90);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-24T18:00", "2026-12-25T09:00"})
    void registrationClosesBeforeTheExchange(String close) {
        assertRefusedOnField(
                "registrationCloseDate",
                "exchange.closeDate.afterExchange",
                () -> new AnExchange().closingAt(close).details());
    }

    @Test
    void localTimesBelongToTheTimeZone() {
        var details = new AnExchange().closingAt("2026-12-01T12:00").details();

        assertThat(details.exchangeInstant()).isEqualTo("2026-12-24T23:00:00Z");
        assertThat(details.closeInstant()).contains(Instant.parse("2026-12-01T17:00:00Z"));
        assertThat(new AnExchange().details().closeInstant()).isEmpty();
    }

    private static void assertTooLong(String field, AnExchange exchange) {
        assertRefusedOnField(field, "text.tooLong", exchange::details);
    }
}
