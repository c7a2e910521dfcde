package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Queueing reminders for ten thousand people, in a hundred exchanges. */
@IntegrationTest
class RemindersBenchmark {

    private static final int EXCHANGES = 100;
    private static final int PEOPLE = 100;
    private static final String DRAWN = "Soon";
    private static final String INSERT = "INSERT INTO outbound_email (created_at, dedupe_key, message_key, kind,"
            + " participant_id, exchange_id, detail, priority, state, attempts, next_attempt_at)"
            + " VALUES (0, ?, ?, 'REMINDER', ?, ?, '1', 0, 'PENDING', 0, 0)";

    private final Reminders reminders;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Rows rows;

    RemindersBenchmark(Reminders reminders, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.reminders = reminders;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rows = new Rows(jdbc);
    }

    @Test
    void besideOneBatch() {
        rows.exchanges(DRAWN, EXCHANGES, "MATCHED", TestClock.START.plus(Duration.ofDays(3)), null)
                .people(DRAWN, PEOPLE);
        var exchanges = rows.ids("exchange");
        var people = jdbc.query("SELECT exchange_id, id FROM participant", (row, number) ->
                new long[] {row.getLong(1), row.getLong(2)});

        var times = InTurn.measure(() -> remind(exchanges), () -> insert(people));

        new Report("4-reminders")
                .line("Queueing reminders for 10,000 people / one batch of `INSERT`s", times, "≤ 20 ×")
                .write();
    }

    private Duration remind(List<Long> exchanges) {
        return queued(() -> exchanges.forEach(
                id -> assertThat(reminders.remind(id, TestClock.START)).isEqualTo(PEOPLE)));
    }

    private Duration insert(List<long[]> people) {
        return queued(() -> transaction.executeWithoutResult(status -> jdbc.batchUpdate(
                INSERT,
                people.stream()
                        .map(person -> new Object[] {
                            "reminder:" + person[1], UUID.randomUUID().toString(), person[1], person[0]
                        })
                        .toList())));
    }

    private Duration queued(Runnable work) {
        jdbc.update("DELETE FROM outbound_email");
        rows.settle();
        var time = Times.time(work);
        assertThat(rows.count("outbound_email WHERE kind = 'REMINDER'")).isEqualTo(EXCHANGES * PEOPLE);
        return time;
    }
}
