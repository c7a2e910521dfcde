package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/** Drawing ten thousand people, of whom five earlier years are remembered. */
@IntegrationTest
class SeriesBenchmark {

    private static final int PEOPLE = 10_000;
    private static final int YEARS = 5;

    private final Draw draw;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final JdbcTemplate jdbc;
    private final TestClock clock;
    private final Rows rows;

    SeriesBenchmark(
            Draw draw, ExchangeEditing editing, ExchangeLifecycle lifecycle, JdbcTemplate jdbc, TestClock clock) {
        this.draw = draw;
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.jdbc = jdbc;
        this.clock = clock;
        this.rows = new Rows(jdbc);
    }

    @Test
    void besideADrawThatRemembersNothing() {
        var remembering = rows.closed("Remembering", PEOPLE);
        jdbc.update("UPDATE exchange SET remember_pairs = true WHERE id = ?", remembering);
        for (var year = 0; year < YEARS; year++) {
            draw.draw(remembering, List.of(), null);
            lifecycle.complete(remembering, null);
            clock.advance(Duration.ofDays(365));
            remembering = nextTime(remembering);
        }
        assertThat(rows.count("past_pair")).isEqualTo((long) YEARS * PEOPLE);
        var series = remembering;
        var other = rows.closed("Other", PEOPLE);
        draw.draw(series, List.of(), null);
        draw.draw(other, List.of(), null);

        var times = InTurn.measure(() -> drawAgain(series), () -> drawAgain(other));

        new Report("9-series")
                .line("Drawing 10,000 people again, 5 years remembered / none", times, "< 1 s more")
                .write();
    }

    private long nextTime(long exchange) {
        var next = editing.copy(exchange, false);
        jdbc.update(
                "INSERT INTO participant (created_at, updated_at, exchange_id, name, email, gift_ideas,"
                        + " reminder_enabled, added_by_admin, confirmed_at) SELECT 0, 0, ?, name, email, gift_ideas,"
                        + " true, false, 0 FROM participant WHERE exchange_id = ?",
                next,
                exchange);
        jdbc.update("UPDATE exchange SET state = 'REGISTRATION_CLOSED' WHERE id = ?", next);
        return next;
    }

    private Duration drawAgain(long exchange) {
        jdbc.update("DELETE FROM outbound_email");
        rows.settle();
        var time = Times.time(() -> draw.drawAgain(exchange, null));
        assertThat(rows.count("assignment WHERE exchange_id = ?", exchange)).isEqualTo(PEOPLE);
        return time;
    }
}
