package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.participation.Registration;
import org.sneakyklaus.retention.Cleanup;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/** Deleting expired tokens. */
@IntegrationTest
class TokensBenchmark {

    private static final Instant EXPIRED = TestClock.START.minus(Duration.ofDays(1));

    private final Cleanup cleanup;
    private final JdbcTemplate jdbc;
    private final Rows rows;
    private final Newcomers newcomers;

    TokensBenchmark(
            Cleanup cleanup,
            JdbcTemplate jdbc,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            Registration registration) {
        this.cleanup = cleanup;
        this.jdbc = jdbc;
        this.rows = new Rows(jdbc);
        this.newcomers = new Newcomers(editing, lifecycle, registration);
    }

    @Test
    void besideOneDelete() throws InterruptedException {
        var times = InTurn.measure(
                () -> {
                    fill(100_000);
                    return Times.time(() -> delete(100_000));
                },
                () -> {
                    fill(100_000);
                    return Times.time(this::deleteBare);
                });
        var alone = newcomers.alone();
        fill(100_000);
        var few = newcomers.during(() -> delete(100_000));
        fill(1_000_000);
        var many = newcomers.during(() -> delete(1_000_000));

        new Report("2-tokens")
                .line("100,000 expired tokens / one `DELETE`", times, "≤ 10 ×")
                .line(
                        "… a registration meanwhile / alone",
                        Newcomers.times(few).spread(),
                        alone.spread(),
                        "longest < 500 ms")
                .line(
                        "1,000,000 expired tokens: a registration meanwhile / alone",
                        Newcomers.times(many).spread(),
                        alone.spread(),
                        "p99 ≤ 250 ms")
                .write();
    }

    private void delete(int count) {
        assertThat(cleanup.deleteExpiredTokens()).isEqualTo(new Batches.Result(count, true));
    }

    private void deleteBare() {
        assertThat(jdbc.update("DELETE FROM magic_token WHERE expires_at <= ?", TestClock.START.toEpochMilli()))
                .isEqualTo(100_000);
    }

    private void fill(int count) {
        rows.tokens(count, EXPIRED).settle();
    }
}
