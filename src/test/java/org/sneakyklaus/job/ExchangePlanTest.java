package org.sneakyklaus.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.testsupport.Views;

class ExchangePlanTest {

    private static final ZonedDateTime CLOSE = ZonedDateTime.parse("2027-03-01T12:00-05:00[America/New_York]");

    // New York's clocks go forward on 14 March 2027.
    private static final ZonedDateTime DATE = ZonedDateTime.parse("2027-03-18T18:00-04:00[America/New_York]");

    @Test
    void remindersKeepTheLocalTimeWhenTheClocksChange() {
        var plan = ExchangePlan.of(exchange(ExchangeState.MATCHED, CLOSE));

        assertThat(plan)
                .containsExactly(
                        reminder("reminder_exchange_42_days_7", "2027-03-11T23:00:00Z"),
                        reminder("reminder_exchange_42_days_3", "2027-03-15T22:00:00Z"),
                        reminder("reminder_exchange_42_days_1", "2027-03-17T22:00:00Z"));
    }

    @Test
    void anOpenRegistrationClosesOnItsDate() {
        var plan = ExchangePlan.of(exchange(ExchangeState.REGISTRATION_OPEN, CLOSE));

        assertThat(plan)
                .containsExactly(
                        new PlannedRun(42, "close_registration_exchange_42", "close_registration", CLOSE.toInstant()));
    }

    @Test
    void aRegistrationWithoutCloseDateIsClosedByHandOnly() {
        assertThat(ExchangePlan.of(exchange(ExchangeState.REGISTRATION_OPEN, null)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"REGISTRATION_OPEN", "MATCHED"},
            mode = EnumSource.Mode.EXCLUDE)
    void nothingIsPlannedInAnyOtherState(ExchangeState state) {
        assertThat(ExchangePlan.of(exchange(state, CLOSE))).isEmpty();
    }

    private static PlannedRun reminder(String jobId, String at) {
        return new PlannedRun(42, jobId, "reminder", Instant.parse(at));
    }

    private static ExchangeView exchange(ExchangeState state, @Nullable ZonedDateTime registrationClose) {
        return Views.exchange(state, registrationClose, DATE, List.of(7, 3, 1));
    }
}
