package org.sneakyklaus.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.sneakyklaus.testsupport.Refusals.assertConflict;
import static org.sneakyklaus.testsupport.Refusals.assertRefused;
import static org.sneakyklaus.testsupport.Refusals.assertRefusedOnField;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.testsupport.AnExchange;

class ExchangeTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-26T10:00:00Z");

    /** Every move in every state: the state that it leads to, or - where it is refused. */
    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            state               | open              | reopen            | close               | match   | matchAnew | cancelMatch         | complete  | postpone | callOff
            DRAFT               | REGISTRATION_OPEN | -                 | -                   | -       | -         | -                   | -         | -        | -
            REGISTRATION_OPEN   | -                 | -                 | REGISTRATION_CLOSED | -       | -         | -                   | -         | -        | CANCELLED
            REGISTRATION_CLOSED | -                 | REGISTRATION_OPEN | -                   | MATCHED | -         | -                   | -         | -        | CANCELLED
            MATCHED             | -                 | -                 | -                   | -       | MATCHED   | REGISTRATION_CLOSED | COMPLETED | -        | CANCELLED
            COMPLETED           | -                 | -                 | -                   | -       | -         | -                   | -         | MATCHED  | -
            CANCELLED           | -                 | -                 | -                   | -       | -         | -                   | -         | -        | -
            """)
    void everyMoveIsMadeOrRefused(
            ExchangeState state,
            String open,
            String reopen,
            String close,
            String match,
            String matchAnew,
            String cancelMatch,
            String complete,
            String postpone,
            String callOff) {
        check(state, open, exchange -> exchange.open(ExchangeState.DRAFT, NOW));
        check(state, reopen, exchange -> exchange.open(ExchangeState.REGISTRATION_CLOSED, NOW));
        check(state, close, exchange -> exchange.close(NOW));
        check(state, match, exchange -> exchange.match(NOW));
        check(state, matchAnew, exchange -> exchange.matchAnew(NOW));
        check(state, cancelMatch, exchange -> exchange.cancelMatch(NOW));
        check(state, complete, exchange -> exchange.complete(NOW));
        check(state, postpone, exchange -> exchange.postpone(LocalDateTime.parse("2027-01-06T18:00"), NOW));
        check(state, callOff, exchange -> exchange.callOff(NOW));
    }

    private interface Move {
        void make(Exchange exchange);
    }

    private static void check(ExchangeState from, String expected, Move move) {
        var exchange = in(from);
        if (expected.equals("-")) {
            assertConflict("exchange.conflict." + from, () -> move.make(exchange));
            assertThat(exchange.state()).isEqualTo(from);
        } else {
            move.make(exchange);
            assertThat(exchange.state()).isEqualTo(ExchangeState.valueOf(expected));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, true",
        "REGISTRATION_OPEN, false",
        "REGISTRATION_CLOSED, false",
        "MATCHED, false",
        "COMPLETED, true",
        "CANCELLED, true"
    })
    void onlyADraftOrAFinishedOneMayBeDeleted(ExchangeState state, boolean deletable) {
        var exchange = in(state);

        if (deletable) {
            assertThatCode(() -> exchange.refuseUnlessDeletable("Family Christmas"))
                    .doesNotThrowAnyException();
        } else {
            assertConflict("exchange.conflict." + state, () -> exchange.refuseUnlessDeletable("Family Christmas"));
        }
    }

    @Test
    void itIsDeletedByItsExactName() {
        var draft = in(ExchangeState.DRAFT);

        assertThatCode(() -> draft.refuseUnlessDeletable(" Family Christmas ")).doesNotThrowAnyException();
        assertRefusedOnField(
                "name", "exchange.delete.otherName", () -> draft.refuseUnlessDeletable("family christmas"));
    }

    @ParameterizedTest
    @EnumSource(
            value = ExchangeState.class,
            names = {"COMPLETED", "CANCELLED"})
    void nothingIsEditedAfterTheEnd(ExchangeState state) {
        var exchange = in(state);

        assertConflict("exchange.conflict.over", () -> exchange.edit(new AnExchange().details(), 0, false, NOW));
    }

    @ParameterizedTest
    @EnumSource(
            value = ExchangeState.class,
            names = {"DRAFT", "REGISTRATION_OPEN", "REGISTRATION_CLOSED", "MATCHED"})
    void untilTheEndEverythingIsEdited(ExchangeState state) {
        var exchange = in(state);

        exchange.edit(
                new AnExchange()
                        .named("Office party")
                        .withBudget("20 €")
                        .forAtMost(12)
                        .in("Europe/Berlin")
                        .on("2026-12-20T17:00")
                        .closingAt("2026-12-01T12:00")
                        .remindingBefore(14, 3)
                        .details(),
                5,
                true,
                NOW);

        assertThat(exchange.name()).isEqualTo("Office party");
        assertThat(exchange.budget()).isEqualTo("20 €");
        assertThat(exchange.maxParticipants()).contains(12);
        assertThat(exchange.exchangeDate()).isEqualTo("2026-12-20T16:00:00Z");
        assertThat(exchange.registrationCloseDate()).contains(Instant.parse("2026-12-01T11:00:00Z"));
        assertThat(exchange.reminderDays()).containsExactly(3, 14);
        assertThat(exchange.state()).isEqualTo(state);
    }

    @Test
    void theLimitIsNeverBelowThoseWhoTakePart() {
        var exchange = in(ExchangeState.REGISTRATION_OPEN);

        assertRefusedOnField(
                "maxParticipants",
                "exchange.maxParticipants.tooFew",
                () -> exchange.edit(new AnExchange().forAtMost(7).details(), 8, true, NOW));
        exchange.edit(new AnExchange().forAtMost(8).details(), 8, true, NOW);

        assertThat(exchange.maxParticipants()).contains(8);
    }

    @Test
    void whetherMailNamesTheRecipientIsFixedByTheFirstRegistration() {
        var exchange = in(ExchangeState.REGISTRATION_OPEN);
        var naming = new AnExchange().namingTheRecipientInMail().details();

        assertRefusedOnField("nameInMail", "exchange.nameInMail.fixed", () -> exchange.edit(naming, 1, true, NOW));
        exchange.edit(naming, 0, false, NOW);

        assertThat(exchange.isNameInMail()).isTrue();
        assertRefusedOnField(
                "nameInMail",
                "exchange.nameInMail.fixed",
                () -> exchange.edit(new AnExchange().details(), 1, true, NOW));
    }

    @Test
    void afterTheFirstRegistrationPairsMayOnlyStopBeingRemembered() {
        var exchange = in(ExchangeState.REGISTRATION_OPEN);
        var remembering = new AnExchange().rememberingPairs().details();

        assertRefusedOnField(
                "rememberPairs", "exchange.rememberPairs.fixed", () -> exchange.edit(remembering, 1, true, NOW));
        exchange.edit(remembering, 0, false, NOW);
        assertThat(exchange.isRememberPairs()).isTrue();

        exchange.edit(new AnExchange().details(), 1, true, NOW);
        assertThat(exchange.isRememberPairs()).isFalse();
    }

    @Test
    void aNewDateLiesInTheFuture() {
        assertRefusedOnField(
                "exchangeDate",
                "exchange.date.past",
                () -> draft(new AnExchange().in("UTC").on("2026-11-25T10:00")));
        assertRefusedOnField(
                "registrationCloseDate",
                "exchange.date.past",
                () -> draft(new AnExchange().in("UTC").closingAt("2026-11-25T10:00")));
        assertThatCode(() -> draft(new AnExchange().in("UTC").on("2026-11-25T10:01")))
                .doesNotThrowAnyException();
    }

    @Test
    void aDateThatHasPassedStaysWhileSomethingElseIsEdited() {
        var dates = new AnExchange().closingAt("2026-12-01T12:00");
        var exchange = draft(dates);

        exchange.edit(dates.withBudget("about $30").details(), 0, false, LATER);

        assertThat(exchange.budget()).isEqualTo("about $30");
        assertRefusedOnField(
                "exchangeDate",
                "exchange.date.past",
                () -> exchange.edit(dates.on("2026-12-24T19:00").details(), 0, false, LATER));
        assertRefusedOnField(
                "registrationCloseDate",
                "exchange.date.past",
                () -> exchange.edit(
                        dates.on("2027-01-06T18:00")
                                .closingAt("2026-12-02T12:00")
                                .details(),
                        0,
                        false,
                        LATER));
    }

    @Test
    void registrationDoesNotOpenOnceADateHasPassed() {
        var closing = draft(new AnExchange().closingAt("2026-12-01T12:00"));
        var over = draft(new AnExchange());

        assertRefused("exchange.open.closeDatePast", () -> closing.open(ExchangeState.DRAFT, LATER));
        assertRefused("exchange.open.datePast", () -> over.open(ExchangeState.DRAFT, LATER));
    }

    @Test
    void registrationIsDueToCloseFromTheCloseDateOn() {
        var exchange = draft(new AnExchange().in("UTC").closingAt("2026-12-01T12:00"));
        var closeDate = Instant.parse("2026-12-01T12:00:00Z");

        assertThat(exchange.isDueToClose(closeDate)).isFalse();
        exchange.open(ExchangeState.DRAFT, NOW);

        assertThat(exchange.isDueToClose(closeDate.minusMillis(1))).isFalse();
        assertThat(exchange.isDueToClose(closeDate)).isTrue();
        exchange.close(closeDate);
        assertThat(exchange.isDueToClose(closeDate)).isFalse();
    }

    @Test
    void withoutACloseDateRegistrationNeverClosesByItself() {
        assertThat(in(ExchangeState.REGISTRATION_OPEN).isDueToClose(LATER)).isFalse();
    }

    @Test
    void everyDrawHasANumberOfItsOwn() {
        var exchange = in(ExchangeState.MATCHED);
        assertThat(exchange.drawNumber()).isEqualTo(1);

        exchange.matchAnew(NOW);
        exchange.cancelMatch(NOW);
        exchange.match(NOW);

        assertThat(exchange.drawNumber()).isEqualTo(3);
    }

    @Test
    void postponingTakesTheCompletionBack() {
        var exchange = in(ExchangeState.COMPLETED);
        assertThat(exchange.completedAt()).contains(NOW);

        assertRefusedOnField(
                "exchangeDate",
                "exchange.date.past",
                () -> exchange.postpone(LocalDateTime.parse("2026-11-25T05:00"), NOW));
        exchange.postpone(LocalDateTime.parse("2027-01-06T18:00"), NOW);

        assertThat(exchange.exchangeDate()).isEqualTo("2027-01-06T23:00:00Z");
        assertThat(exchange.completedAt()).isEmpty();
        assertThat(exchange.purgeWarnedAt()).isEmpty();
    }

    @Test
    void aPageThatShowsAnotherVersionIsRefused() {
        var exchange = draft(new AnExchange());

        assertThatCode(() -> exchange.refuseStale(exchange.version())).doesNotThrowAnyException();
        assertThatCode(() -> exchange.refuseStale(null)).doesNotThrowAnyException();
        assertConflict("exchange.conflict.stale", () -> exchange.refuseStale(exchange.version() + 1));
    }

    private static Exchange draft(AnExchange details) {
        return new Exchange(details.details(), "abcdefghjkmn", "series", NOW);
    }

    private static Exchange in(ExchangeState state) {
        var exchange = draft(new AnExchange());
        switch (state) {
            case DRAFT -> {}
            case REGISTRATION_OPEN -> exchange.open(ExchangeState.DRAFT, NOW);
            case REGISTRATION_CLOSED -> {
                exchange.open(ExchangeState.DRAFT, NOW);
                exchange.close(NOW);
            }
            case MATCHED, COMPLETED -> {
                exchange.open(ExchangeState.DRAFT, NOW);
                exchange.close(NOW);
                exchange.match(NOW);
                if (state == ExchangeState.COMPLETED) {
                    exchange.complete(NOW);
                }
            }
            case CANCELLED -> {
                exchange.open(ExchangeState.DRAFT, NOW);
                exchange.callOff(NOW);
            }
        }
        return exchange;
    }
}
