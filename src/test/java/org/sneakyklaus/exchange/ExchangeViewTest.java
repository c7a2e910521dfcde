package org.sneakyklaus.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sneakyklaus.testsupport.Views;

class ExchangeViewTest {

    /**
     * The clocks go forward on 14 March 2027 in New York (2:00 to 3:00) and on 28 March in Berlin, and back on
     * 7 November (2:00 to 1:00) and 31 October.
     */
    @ParameterizedTest
    @CsvSource({
        // nothing in between
        "America/New_York, 2026-12-24T18:00, 7, 2026-12-17T23:00:00Z",
        // forward in between: the same local time is 167 hours before
        "America/New_York, 2027-03-18T18:00, 7, 2027-03-11T23:00:00Z",
        "Europe/Berlin,    2027-03-30T18:00, 7, 2027-03-23T17:00:00Z",
        // back in between: 169 hours before
        "America/New_York, 2027-11-10T18:00, 7, 2027-11-03T22:00:00Z",
        "Europe/Berlin,    2027-11-02T18:00, 3, 2027-10-30T16:00:00Z",
        // a time that does not exist on that day: as much later
        "America/New_York, 2027-03-15T02:30, 1, 2027-03-14T07:30:00Z",
        "Europe/Berlin,    2027-03-29T02:30, 1, 2027-03-28T01:30:00Z",
        // a time that exists twice on that day: the first
        "America/New_York, 2027-11-08T01:30, 1, 2027-11-07T05:30:00Z",
        "Europe/Berlin,    2027-11-01T02:30, 1, 2027-10-31T00:30:00Z"
    })
    void aReminderIsDueAtTheSameLocalTime(String zone, String date, int daysBefore, Instant due) {
        var exchange = exchange(ExchangeState.MATCHED, at(date, zone), null);

        assertThat(exchange.reminderAt(daysBefore)).isEqualTo(due);
    }

    @Test
    void registeringIsRefusedFromTheCloseDateOnEvenIfItsJobIsLate() {
        var close = at("2026-12-01T12:00", "America/New_York");
        var exchange = exchange(ExchangeState.REGISTRATION_OPEN, at("2026-12-24T18:00", "America/New_York"), close);

        assertThat(exchange.acceptsRegistrations(close.toInstant().minusMillis(1)))
                .isTrue();
        assertThat(exchange.acceptsRegistrations(close.toInstant())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DRAFT, false",
        "REGISTRATION_OPEN, true",
        "REGISTRATION_CLOSED, false",
        "MATCHED, false",
        "COMPLETED, false",
        "CANCELLED, false"
    })
    void onlyAnOpenExchangeAcceptsRegistrations(ExchangeState state, boolean accepted) {
        var exchange = exchange(state, at("2026-12-24T18:00", "America/New_York"), null);

        assertThat(exchange.acceptsRegistrations(Instant.parse("2026-11-25T10:00:00Z")))
                .isEqualTo(accepted);
    }

    @Test
    void itIsFullWhenItsLimitIsReached() {
        var exchange = exchange(ExchangeState.REGISTRATION_OPEN, at("2026-12-24T18:00", "UTC"), null);

        assertThat(exchange.isFull(7)).isFalse();
        assertThat(exchange.isFull(8)).isTrue();
        assertThat(exchange.isFull(9)).isTrue();
    }

    private static ZonedDateTime at(String local, String zone) {
        return LocalDateTime.parse(local).atZone(ZoneId.of(zone));
    }

    private static ExchangeView exchange(ExchangeState state, ZonedDateTime date, @Nullable ZonedDateTime close) {
        return Views.exchange(state, close, date, List.of(7, 3, 1));
    }
}
