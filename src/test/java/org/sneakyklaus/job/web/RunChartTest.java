package org.sneakyklaus.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.job.history.RunView;
import org.sneakyklaus.support.web.ChartBar;

class RunChartTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void theNewestStandsAtTheRightEnd() {
        var chart = chart(run(RunOutcome.SUCCESS, 1), run(RunOutcome.SUCCESS, 1));

        assertThat(chart.bars()).extracting(ChartBar::x).containsExactly(280, 290);
    }

    @Test
    void thirtyRunsFillTheWidth() {
        var chart = RunChart.of(Collections.nCopies(30, run(RunOutcome.SUCCESS, 1)));

        assertThat(chart.bars().get(0).x()).isZero();
        assertThat(chart.bars()).extracting(ChartBar::x).doesNotHaveDuplicates();
    }

    @Test
    void theLongerItTookTheTaller() {
        var chart = chart(run(RunOutcome.SUCCESS, 0), run(RunOutcome.SUCCESS, 250), run(RunOutcome.SUCCESS, 1000));

        assertThat(chart.bars()).extracting(ChartBar::height).containsExactly(4, 22, 40);
        assertThat(chart.bars())
                .allSatisfy(bar -> assertThat(bar.y() + bar.height()).isEqualTo(40));
        assertThat(chart.longestSeconds()).isEqualTo(1.0);
    }

    @Test
    void whatDidNotEndWellStandsOut() {
        var chart = chart(run(RunOutcome.FAILED, 1), run(RunOutcome.MISSED, 0), run(RunOutcome.INTERRUPTED, 0));

        assertThat(chart.bars()).extracting(ChartBar::height).containsOnly(40);
        assertThat(chart.bars()).extracting(ChartBar::kind).containsExactly("failed", "missed", "interrupted");
        assertThat(chart.count(RunOutcome.FAILED)).isEqualTo(1);
        assertThat(chart.count(RunOutcome.SUCCESS)).isZero();
    }

    @Test
    void runsThatTookNoTimeAreSeen() {
        assertThat(chart(run(RunOutcome.SUCCESS, 0)).bars())
                .singleElement()
                .satisfies(bar -> assertThat(bar.height()).isPositive());
    }

    private static RunChart chart(RunView... runs) {
        return RunChart.of(Arrays.asList(runs));
    }

    private static RunView run(RunOutcome outcome, long millis) {
        var ended = List.of(RunOutcome.SUCCESS, RunOutcome.FAILED).contains(outcome);
        return new RunView(
                1,
                "nightly",
                "nightly",
                null,
                RunCause.SCHEDULE,
                outcome,
                NOON,
                outcome == RunOutcome.MISSED ? null : NOON,
                ended ? NOON.plus(Duration.ofMillis(millis)) : null,
                null,
                null);
    }
}
