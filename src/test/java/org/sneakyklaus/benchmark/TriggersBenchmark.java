package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Replacing the triggers of one exchange among more and more that are stored. */
@IntegrationTest
class TriggersBenchmark {

    private static final int TIMES = 200;

    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Rows rows;

    TriggersBenchmark(ApplicationEventPublisher events, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rows = new Rows(jdbc);
    }

    @Test
    void amongMoreAndMore() {
        add("Moved", 1);
        measure();
        var report = new Report("5-triggers");
        var exchanges = 1;
        for (var all : new int[] {34, 334, 3_334}) {
            add("Among " + all, all - exchanges);
            exchanges = all;
            rows.settle();
            var times = measure();
            report.line(
                    String.format(Locale.ROOT, "Replacing one exchange's triggers among %,d / the commit", stored()),
                    Times.text(Times.of(times.events).median()),
                    Times.text(Times.of(times.commits).median()),
                    "< 10 ms, flat");
            assertThat(stored()).isEqualTo(3L * all);
        }
        report.write();
    }

    private void add(String name, int exchanges) {
        rows.exchanges(name, exchanges, "MATCHED", TestClock.START.plus(Duration.ofDays(30)), null)
                .triggers(name, TestClock.START);
    }

    private long stored() {
        return rows.count("qrtz_triggers WHERE trigger_group <> 'recurring'");
    }

    private record Measured(List<Duration> events, List<Duration> commits) {}

    /** Moves the one exchange to an hour later, again and again. */
    private Measured measure() {
        var measured = new Measured(new ArrayList<>(), new ArrayList<>());
        var id = rows.ids("exchange WHERE name = 'Moved'").get(0);
        for (var i = 0; i < TIMES; i++) {
            var written = transaction.execute(status -> {
                jdbc.update("UPDATE exchange SET exchange_date = exchange_date + 3600000 WHERE id = ?", id);
                measured.events.add(Times.time(() -> events.publishEvent(new ExchangeEvent.Rescheduled(id, false))));
                return System.nanoTime();
            });
            measured.commits.add(Duration.ofNanos(System.nanoTime() - Objects.requireNonNull(written)));
        }
        assertThat(rows.count(
                        "qrtz_triggers t JOIN exchange e ON t.trigger_group = 'exchange_' || e.id WHERE e.id = ?"
                                + " AND t.next_fire_time IN (e.exchange_date - 604800000, e.exchange_date - 259200000,"
                                + " e.exchange_date - 86400000)",
                        id))
                .isEqualTo(3);
        return measured;
    }
}
