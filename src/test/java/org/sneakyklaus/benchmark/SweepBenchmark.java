package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.outbox.OutboxSender;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Mailbox;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/** A sweep of the outbox that finds nothing due. */
@IntegrationTest
class SweepBenchmark {

    private static final int TIMES = 500;

    private final OutboxSender outbox;
    private final JdbcTemplate jdbc;
    private final Rows rows;

    SweepBenchmark(OutboxSender outbox, JdbcTemplate jdbc) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.rows = new Rows(jdbc);
    }

    @Test
    void besideOneQuery() {
        var later = TestClock.START.plus(Duration.ofHours(1));
        rows.exchanges("Sent", 900, "MATCHED", later, null)
                .people("Sent", 100)
                .mails("Sent", "PAIRING", "SENT", TestClock.START);
        rows.exchanges("Waiting", 100, "MATCHED", later, null)
                .people("Waiting", 100)
                .mails("Waiting", "PAIRING", "PENDING", later);
        assertThat(rows.count("outbound_email")).isEqualTo(100_000);
        rows.settle();

        var times = InTurn.measure(() -> median(this::sweep), () -> median(this::query));

        new Report("6-sweep")
                .line("Sweep of 100,000 e-mails, none due / one query", times, "< 1 ms")
                .write();
    }

    private static Duration median(Supplier<Duration> once) {
        return Times.of(Stream.generate(once).limit(TIMES).toList()).median();
    }

    private Duration sweep() {
        return Times.time(() -> assertThat(outbox.deliverDue()).isEqualTo(Mailbox.NOTHING_DUE));
    }

    private Duration query() {
        return Times.time(() -> assertThat(jdbc.queryForList(
                        "SELECT id FROM outbound_email WHERE state = 'PENDING' AND next_attempt_at <= ? LIMIT 20",
                        TestClock.START.toEpochMilli()))
                .isEmpty());
    }
}
