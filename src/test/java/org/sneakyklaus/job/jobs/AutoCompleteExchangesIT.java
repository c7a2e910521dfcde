package org.sneakyklaus.job.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class AutoCompleteExchangesIT {

    // In New York it is 18:00.
    private static final Instant CHRISTMAS_EVE = Instant.parse("2026-12-24T23:00:00Z");

    private final ScheduledJob job;
    private final Stages stages;
    private final ExchangeQueries exchanges;
    private final JdbcTemplate jdbc;
    private final TestClock clock;

    AutoCompleteExchangesIT(
            @Qualifier("autoCompleteExchanges") ScheduledJob job,
            Stages stages,
            ExchangeQueries exchanges,
            JdbcTemplate jdbc,
            TestClock clock) {
        this.job = job;
        this.stages = stages;
        this.exchanges = exchanges;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Test
    void aDrawnExchangeIsCompletedFromItsDateOnAndNotBefore() {
        var exchange = stages.in(ExchangeState.MATCHED);

        clock.set(CHRISTMAS_EVE.minusMillis(1));
        assertThat(run()).isEqualTo(JobOutcome.of("completed", 0));
        assertThat(state(exchange)).isEqualTo(ExchangeState.MATCHED);

        clock.set(CHRISTMAS_EVE);
        assertThat(run()).isEqualTo(JobOutcome.of("completed", 1));
        assertThat(state(exchange)).isEqualTo(ExchangeState.COMPLETED);
        assertThat(exchanges.byId(exchange).completedAt()).isEqualTo("2026-12-24T18:00-05:00[America/New_York]");
    }

    @Test
    void oneWhoseDateIsStillToComeStays() {
        var later = stages.in(ExchangeState.MATCHED, new AnExchange().on("2026-12-26T18:00"));
        var due = stages.in(ExchangeState.MATCHED);
        clock.set(CHRISTMAS_EVE.plus(Duration.ofDays(1)));

        run();

        assertThat(state(due)).isEqualTo(ExchangeState.COMPLETED);
        assertThat(state(later)).isEqualTo(ExchangeState.MATCHED);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"MATCHED", "COMPLETED"},
            mode = EnumSource.Mode.EXCLUDE)
    void whatIsNotDrawnIsNeverCompleted(ExchangeState state) {
        var exchange = stages.in(state);
        clock.set(CHRISTMAS_EVE.plus(Duration.ofDays(1)));

        assertThat(run().isIdle()).isTrue();

        assertThat(state(exchange)).isEqualTo(state);
    }

    @Test
    void runningTwiceTellsOfEachOnce() {
        var one = stages.in(ExchangeState.MATCHED);
        var other = stages.in(ExchangeState.MATCHED);
        clock.set(CHRISTMAS_EVE);

        assertThat(run()).isEqualTo(JobOutcome.of("completed", 2));
        clock.advance(Duration.ofDays(1));
        assertThat(run()).isEqualTo(JobOutcome.of("completed", 0));

        assertThat(exchangesIn("exchange_event WHERE kind = 'COMPLETED'")).containsExactlyInAnyOrder(one, other);
        assertThat(exchangesIn("outbound_email WHERE kind = 'COMPLETED'")).containsExactlyInAnyOrder(one, other);
        assertThat(exchanges.byId(one).completedAt()).isEqualTo("2026-12-24T18:00-05:00[America/New_York]");
    }

    @Test
    void manyAreCompletedInOneRun() {
        var first = stages.in(ExchangeState.MATCHED);
        IntStream.rangeClosed(1, 1200).forEach(copy -> copy(first, copy));
        clock.set(CHRISTMAS_EVE);

        assertThat(run()).isEqualTo(JobOutcome.of("completed", 1201));

        assertThat(exchangesIn("exchange_event WHERE kind = 'COMPLETED'"))
                .hasSize(1201)
                .doesNotHaveDuplicates();
        assertThat(exchangesIn("outbound_email WHERE kind = 'COMPLETED'"))
                .hasSize(1201)
                .doesNotHaveDuplicates();
    }

    private JobOutcome run() {
        return job.run(clock.instant());
    }

    private ExchangeState state(long exchange) {
        return exchanges.byId(exchange).state();
    }

    private List<Long> exchangesIn(String table) {
        return jdbc.query("SELECT exchange_id FROM " + table, (row, number) -> row.getLong(1));
    }

    private void copy(long exchange, int number) {
        jdbc.update(
                "INSERT INTO exchange (version, created_at, updated_at, slug, name, description, budget, name_in_mail,"
                        + " locale, theme, organiser_name, organiser_contact, series_id, remember_pairs, exchange_date,"
                        + " timezone, state, draw_number) SELECT version, created_at, updated_at, ?, name, description,"
                        + " budget, name_in_mail, locale, theme, organiser_name, organiser_contact, series_id,"
                        + " remember_pairs, exchange_date, timezone, state, draw_number FROM exchange WHERE id = ?",
                "copy-" + number,
                exchange);
    }
}
