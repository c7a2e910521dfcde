package org.sneakyklaus.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sneakyklaus.draw.Reminders;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Jobs;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the design expected of every job, on two hundred exchanges of fifty people. */
@IntegrationTest
class ExpectationsBenchmark {

    private static final int ROUNDS = 5;
    private static final Instant PAST = TestClock.START.minus(Duration.ofDays(100));
    private static final Instant SOON = TestClock.START.plus(Duration.ofDays(2));
    private static final String EXPECTED = "< 1 s";

    private final Reminders reminders;
    private final List<ScheduledJob> jobs;
    private final JdbcTemplate jdbc;
    private final Rows rows;
    private final Report report = new Report("7-expectations");

    ExpectationsBenchmark(Reminders reminders, List<ScheduledJob> jobs, JdbcTemplate jdbc) {
        this.reminders = reminders;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.rows = new Rows(jdbc);
    }

    @Test
    void everyJobTakesLessThanASecond() {
        rows.exchanges("Others", 189, "MATCHED", SOON, null)
                .people("Others", 50)
                .mails("Others", "PAIRING", "SENT", PAST);
        rows.exchanges("This", 1, "MATCHED", SOON, null).people("This", 50);
        var exchange = rows.ids("exchange WHERE name = 'This'").get(0);

        measure(
                "Queueing the reminders of one exchange",
                () -> jdbc.update("DELETE FROM outbound_email WHERE kind = 'REMINDER'"),
                () -> assertThat(reminders.remind(exchange, TestClock.START)).isEqualTo(50));
        job("dispatch_outbox", "50 reminders captured", "captured=50", () -> {
            jdbc.update("DELETE FROM outbound_email WHERE kind = 'REMINDER'");
            reminders.remind(exchange, TestClock.START);
        });
        job(
                "purge_old_exchanges",
                "10 of 50 people",
                "purged=10",
                () -> rows.exchanges("Over", 10, "COMPLETED", PAST, PAST).people("Over", 50));
        job("auto_complete_exchanges", "10 due", "completed=10", () -> {
            jdbc.update("DELETE FROM exchange WHERE name = 'Due'");
            rows.exchanges("Due", 10, "MATCHED", PAST, null).people("Due", 50);
        });
        job("cleanup_expired_tokens", "1,000 expired", "tokens=1000", () -> rows.tokens(1_000, PAST));
        job("cleanup_expired_sessions", "1,000 expired", "sessions=1000", () -> rows.sessions(1_000, PAST));
        job("cleanup_expired_rate_limits", "1,000 expired", "limits=1000", () -> rows.rateLimits(1_000, PAST));
        job("prune_job_executions", "1,000 old runs", "runs=1000", () -> rows.runs(1_000, PAST));
        job("backup_database", "of all", "kilobytes", () -> {});
        report.write();
    }

    private void job(String id, String what, String summary, Runnable prepare) {
        var job = Jobs.named(id, jobs);
        measure("`%s`, %s".formatted(id, what), prepare, () -> {
            var outcome = job.run(TestClock.START);
            assertThat(outcome.error()).isNull();
            assertThat(outcome.summary()).contains(summary);
        });
    }

    private void measure(String what, Runnable prepare, Runnable work) {
        var times = new ArrayList<Duration>();
        for (var round = 0; round <= ROUNDS; round++) {
            prepare.run();
            rows.settle();
            times.add(Times.time(work));
        }
        var warm = Times.of(times.subList(1, times.size()));
        report.line(what + " / for the first time", Times.text(warm.median()), Times.text(times.get(0)), EXPECTED);
    }
}
