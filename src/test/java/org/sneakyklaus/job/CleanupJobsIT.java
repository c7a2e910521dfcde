package org.sneakyklaus.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Jobs;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest
class CleanupJobsIT {

    private static final Instant LONG_AGO = TestClock.START.minus(Duration.ofDays(90));

    private final List<ScheduledJob> jobs;
    private final JdbcTemplate jdbc;

    CleanupJobsIT(List<ScheduledJob> jobs, JdbcTemplate jdbc) {
        this.jobs = jobs;
        this.jdbc = jdbc;
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup_expired_tokens,,tokens",
        "cleanup_expired_sessions,03:00,sessions",
        "cleanup_expired_rate_limits,04:00,limits",
        "prune_job_executions,05:00,runs"
    })
    void eachRunsAtItsTimeAndSaysWhatItDid(String id, @Nullable LocalTime at, String word) {
        assertThat(job(id).schedule()).isEqualTo(at == null ? new Schedule.Hourly() : new Schedule.Daily(at));
        assertThat(job(id).run(TestClock.START)).isEqualTo(JobOutcome.of(word, 0));

        oneOfEach();

        assertThat(job(id).run(TestClock.START)).isEqualTo(JobOutcome.of(word, 1));
    }

    @Test
    void runsAreKeptForNinetyDaysAndThoseThatGoOnForever() {
        run(LONG_AGO.minusMillis(1), RunOutcome.SUCCESS);
        run(LONG_AGO.minusMillis(1), RunOutcome.MISSED);
        run(LONG_AGO.minusMillis(1), RunOutcome.RUNNING);
        run(LONG_AGO, RunOutcome.FAILED);

        assertThat(job("prune_job_executions").run(TestClock.START)).isEqualTo(JobOutcome.of("runs", 2));

        assertThat(jdbc.queryForList("SELECT outcome FROM job_execution", String.class))
                .containsExactlyInAnyOrder("RUNNING", "FAILED");
    }

    @Test
    void aLongHistoryIsPrunedInOneRun() {
        IntStream.range(0, 2001).forEach(i -> run(LONG_AGO.minusMillis(1), RunOutcome.SUCCESS));

        assertThat(job("prune_job_executions").run(TestClock.START)).isEqualTo(JobOutcome.of("runs", 2001));
    }

    private ScheduledJob job(String id) {
        return Jobs.named(id, jobs);
    }

    private void oneOfEach() {
        jdbc.update("INSERT INTO magic_token (created_at, token_hash, token_type, origin, email, code_tries,"
                + " expires_at) VALUES (0, 'hash', 'MAGIC_LINK', 'mailed', 'ann@example.org', 0, 1)");
        jdbc.update("INSERT INTO spring_session (primary_id, session_id, creation_time, last_access_time,"
                + " max_inactive_interval, expiry_time) VALUES ('id', 'id', 0, 0, 604800, 1)");
        jdbc.update("INSERT INTO rate_limit (created_at, key, attempts, window_start, expires_at)"
                + " VALUES (0, 'key', 1, 0, 1)");
        run(Instant.ofEpochMilli(1), RunOutcome.SUCCESS);
    }

    private void run(Instant scheduledAt, RunOutcome outcome) {
        jdbc.update(
                "INSERT INTO job_execution (created_at, job_id, job_type, node, cause, scheduled_at, outcome)"
                        + " VALUES (0, 'dispatch_outbox', 'dispatch_outbox', 'node', 'schedule', ?, ?)",
                scheduledAt.toEpochMilli(),
                outcome.name());
    }
}
