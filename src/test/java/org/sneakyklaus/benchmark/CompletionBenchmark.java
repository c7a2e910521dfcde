package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Jobs;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/** Completing ten thousand exchanges, each with a line of history and an e-mail to the admin. */
@IntegrationTest
class CompletionBenchmark {

    private static final int EXCHANGES = 10_000;
    private static final String DUE = "Yesterday";

    private final ScheduledJob autoComplete;
    private final JdbcTemplate jdbc;
    private final Rows rows;

    CompletionBenchmark(List<ScheduledJob> jobs, JdbcTemplate jdbc) {
        this.autoComplete = Jobs.named("auto_complete_exchanges", jobs);
        this.jdbc = jdbc;
        this.rows = new Rows(jdbc);
    }

    @Test
    void besideOneUpdate() {
        rows.exchanges(DUE, EXCHANGES, "MATCHED", TestClock.START.minus(Duration.ofDays(1)), null);

        var times = InTurn.measure(this::complete, this::completeBare);

        new Report("3-completion")
                .line("Completing 10,000 exchanges, with history and e-mail / one `UPDATE`", times, "≤ 20 ×")
                .write();
    }

    private Duration complete() {
        takeBack();
        var time = Times.time(() -> autoComplete.run(TestClock.START));
        assertThat(rows.count("exchange WHERE state = 'COMPLETED'")).isEqualTo(EXCHANGES);
        assertThat(rows.count("exchange_event WHERE kind = 'COMPLETED'")).isEqualTo(EXCHANGES);
        assertThat(rows.count("outbound_email WHERE kind = 'COMPLETED'")).isEqualTo(EXCHANGES);
        return time;
    }

    private Duration completeBare() {
        takeBack();
        var now = TestClock.START.toEpochMilli();
        return Times.time(() -> assertThat(jdbc.update(
                        "UPDATE exchange SET state = 'COMPLETED', completed_at = ?, updated_at = ?, purge_warned_at ="
                                + " NULL, version = version + 1 WHERE state = 'MATCHED' AND exchange_date <= ?",
                        now,
                        now,
                        now))
                .isEqualTo(EXCHANGES));
    }

    private void takeBack() {
        jdbc.update("UPDATE exchange SET state = 'MATCHED', completed_at = NULL");
        jdbc.update("DELETE FROM exchange_event WHERE kind = 'COMPLETED'");
        jdbc.update("DELETE FROM outbound_email");
        rows.settle();
    }
}
