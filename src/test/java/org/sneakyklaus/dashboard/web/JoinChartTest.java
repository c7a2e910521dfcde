package org.sneakyklaus.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.web.ChartBar;
import org.sneakyklaus.testsupport.Views;

class JoinChartTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);

    @Test
    void eachDayStandsOnAllThatCameBefore() {
        var chart = chart(FIRST.plusDays(2), "2026-11-01T12:00:00Z", "2026-11-01T13:00:00Z", "2026-11-03T12:00:00Z");

        assertThat(chart.bars())
                .containsExactly(
                        new ChartBar(0, 16, 98, 32, "joined"),
                        new ChartBar(100, 16, 98, 32, "before"),
                        new ChartBar(200, 16, 98, 32, "before"),
                        new ChartBar(200, 0, 98, 16, "joined"));
        assertThat(chart.people()).isEqualTo(3);
        assertThat(chart.most()).isEqualTo(2);
    }

    @Test
    void aDayIsThatOfTheExchange() {
        var chart = chart(FIRST, "2026-11-01T12:00:00Z", "2026-11-02T03:00:00Z", "2026-11-02T12:00:00Z");

        assertThat(chart.last()).isEqualTo(FIRST.plusDays(1));
        assertThat(chart.most()).isEqualTo(2);
    }

    @Test
    void whoWasAddedBeforeTheOpeningIsOnIt() {
        var chart = chart(FIRST, "2026-10-30T12:00:00Z", "2026-10-30T12:00:00Z", "2026-11-01T12:00:00Z");

        assertThat(chart.first()).isEqualTo(FIRST.minusDays(2));
        assertThat(chart.bars()).first().extracting(ChartBar::height).isEqualTo(32);
    }

    @Test
    void ofALongTimeSeveralDaysShareABar() {
        var chart = chart(FIRST.plusDays(99), "2026-11-01T12:00:00Z", "2026-11-01T12:00:00Z", "2027-02-08T12:00:00Z");

        assertThat(chart.bars().stream().map(ChartBar::x).distinct()).hasSize(25);
        assertThat(chart.bars()).last().satisfies(bar -> {
            assertThat(bar.x() + bar.width()).isEqualTo(298);
            assertThat(bar.y()).isZero();
        });
    }

    @Test
    void ofTwoPeopleOrOfOneDayThereIsNothingToSee() {
        assertThat(chart(FIRST.plusDays(9), "2026-11-01T12:00:00Z", "2026-11-05T12:00:00Z")
                        .bars())
                .isEmpty();
        assertThat(chart(FIRST, "2026-11-01T12:00:00Z", "2026-11-01T12:00:00Z", "2026-11-01T12:00:00Z")
                        .bars())
                .isEmpty();
    }

    private static JoinChart chart(LocalDate until, String... registered) {
        return JoinChart.of(
                Arrays.stream(registered)
                        .map(Instant::parse)
                        .map(JoinChartTest::person)
                        .toList(),
                NEW_YORK,
                FIRST,
                until);
    }

    private static ParticipantView person(Instant registered) {
        return Views.participant(1, "Ann", registered);
    }
}
