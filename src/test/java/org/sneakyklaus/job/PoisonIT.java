package org.sneakyklaus.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.JobRun;
import org.sneakyklaus.job.history.JobRunRepository;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;

/** Some exchanges make whatever is done with them fail, every time; the others must not notice. */
@IntegrationTest
@ExtendWith(OutputCaptureExtension.class)
class PoisonIT {

    private static final String COMPLETING = "auto_complete_exchanges";
    private static final String PURGING = "purge_old_exchanges";
    private static final Pattern PROBLEM = Pattern.compile("(?m)^\\S+ +(WARN|ERROR) .*\\[ +main] .*$");
    private static final Duration DAY = Duration.ofDays(1);

    private final JobRunner runner;
    private final JobRunRepository runs;
    private final Stages stages;
    private final JdbcTemplate jdbc;
    private final TestClock clock;
    private final DatabaseKind database;

    PoisonIT(
            JobRunner runner,
            JobRunRepository runs,
            Stages stages,
            JdbcTemplate jdbc,
            TestClock clock,
            Environment environment) {
        this.runner = runner;
        this.runs = runs;
        this.stages = stages;
        this.jdbc = jdbc;
        this.clock = clock;
        this.database = DatabaseKind.of(environment);
    }

    @AfterEach
    void takeThePoisonOut() {
        jdbc.execute(
                database == DatabaseKind.SQLITE
                        ? "DROP TRIGGER IF EXISTS poison"
                        : "DROP TRIGGER IF EXISTS poison ON exchange");
    }

    @Test
    void whatCannotBeCompletedKeepsNoOtherFromIt(CapturedOutput output) {
        var first = stages.in(ExchangeState.MATCHED);
        var poisoned = List.of(stages.in(ExchangeState.MATCHED), stages.in(ExchangeState.MATCHED));
        var last = stages.in(ExchangeState.MATCHED);
        var dayAfter = stages.in(ExchangeState.MATCHED, new AnExchange().on("2026-12-25T18:00"));
        refuse("UPDATE", poisoned);

        clock.set(Instant.parse("2026-12-25T00:00:00Z"));
        assertFailsInPart(COMPLETING, "completed=2", "could not complete 2 exchanges: " + poisoned, output);
        assertThat(inState(ExchangeState.COMPLETED)).containsExactly(first, last);

        clock.advance(DAY);
        assertFailsInPart(COMPLETING, "completed=1", "could not complete 2 exchanges: " + poisoned, output);
        assertThat(inState(ExchangeState.COMPLETED)).containsExactly(first, last, dayAfter);
        assertThat(inState(ExchangeState.MATCHED)).isEqualTo(poisoned);
        assertToldOnceADay(COMPLETING, "2026-12-25", "2026-12-26");
    }

    @Test
    void whatCannotBeWarnedOfKeepsNoOtherFromIt(CapturedOutput output) {
        var first = stages.in(ExchangeState.COMPLETED);
        var poisoned = List.of(stages.in(ExchangeState.COMPLETED), stages.in(ExchangeState.COMPLETED));
        var last = stages.in(ExchangeState.CANCELLED);
        refuse("UPDATE", poisoned);

        clock.set(Instant.parse("2026-12-19T02:00:00Z"));
        assertFailsInPart(
                PURGING, "warned=2 purged=0 people=0 emails=0", "could not warn of 2 exchanges: " + poisoned, output);
        assertThat(exchanges("outbound_email WHERE kind = 'PURGE_WARNING'", "exchange_id"))
                .containsExactly(first, last);

        var mails = mailsOfAllBut(poisoned);
        clock.advance(DAY.multipliedBy(7));
        assertFailsInPart(
                PURGING,
                "warned=0 purged=2 people=6 emails=" + mails,
                "could not warn of 2 exchanges: " + poisoned,
                output);
        assertThat(exchanges("exchange", "id")).isEqualTo(poisoned);
        assertToldOnceADay(PURGING, "2026-12-19", "2026-12-26");
    }

    @Test
    void whatCannotBeDeletedKeepsNoOtherFromIt(CapturedOutput output) {
        stages.in(ExchangeState.COMPLETED);
        var poisoned = List.of(stages.in(ExchangeState.COMPLETED), stages.in(ExchangeState.COMPLETED));
        stages.in(ExchangeState.CANCELLED);
        clock.advance(DAY);
        var dayAfter = stages.in(ExchangeState.COMPLETED);
        refuse("DELETE", poisoned);
        clock.set(Instant.parse("2026-12-20T02:00:00Z"));
        run(PURGING);

        var mails = mailsOfAllBut(poisoned);
        clock.set(Instant.parse("2026-12-27T02:00:00Z"));
        assertFailsInPart(
                PURGING,
                "warned=0 purged=3 people=9 emails=" + mails,
                "could not delete 2 exchanges: " + poisoned,
                output);
        assertThat(exchanges("exchange", "id")).isEqualTo(poisoned).doesNotContain(dayAfter);
        assertThat(exchanges("participant", "exchange_id"))
                .as("nothing of them is lost")
                .hasSize(6)
                .containsAll(poisoned);

        clock.advance(DAY);
        assertFailsInPart(
                PURGING, "warned=0 purged=0 people=0 emails=0", "could not delete 2 exchanges: " + poisoned, output);
        assertToldOnceADay(PURGING, "2026-12-27", "2026-12-28");
    }

    @Test
    void aLargeOneThatIsDeletedInPartCountsOnceAndGoesTheNextNight(CapturedOutput output) {
        var large = stages.in(ExchangeState.COMPLETED);
        addPeople(large, 4_000);
        clock.set(Instant.parse("2026-12-19T02:00:00Z"));
        run(PURGING);
        refuse("DELETE", List.of(large));

        var mails = mailsOfAllBut(List.of());
        clock.set(Instant.parse("2026-12-26T02:00:00Z"));
        assertFailsInPart(
                PURGING,
                "warned=0 purged=0 people=4003 emails=" + mails,
                "could not delete 1 exchanges: [" + large + "]",
                output);
        assertThat(exchanges("participant", "id")).isEmpty();
        takeThePoisonOut();
        clock.advance(DAY);

        assertThat(run(PURGING).summary()).contains("warned=0 purged=1 people=0 emails=0");
        assertThat(exchanges("exchange", "id")).isEmpty();
    }

    @Test
    void whatCannotBeReadIsCompletedLikeAnyOther() {
        var exchanges = List.of(stages.in(ExchangeState.MATCHED), stages.in(ExchangeState.MATCHED));
        makeUnreadable(exchanges.subList(0, 1));

        clock.set(Instant.parse("2026-12-25T00:00:00Z"));
        assertThat(run(COMPLETING).outcome()).isEqualTo(RunOutcome.SUCCESS);

        assertThat(inState(ExchangeState.COMPLETED)).isEqualTo(exchanges);
    }

    @Test
    void whatCannotBeReadIsWarnedOfAndDeletedLikeAnyOther() {
        var unreadable = stages.in(ExchangeState.COMPLETED);
        stages.in(ExchangeState.COMPLETED);
        makeUnreadable(List.of(unreadable));

        clock.set(Instant.parse("2026-12-19T02:00:00Z"));
        assertThat(run(PURGING).summary()).contains("warned=2 purged=0 people=0 emails=0");
        clock.advance(DAY.multipliedBy(7));
        assertThat(run(PURGING).outcome()).isEqualTo(RunOutcome.SUCCESS);

        assertThat(exchanges("exchange", "id")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"REGISTRATION_OPEN", "MATCHED"})
    void whatIsDueForOneIsNotKeptFromAnother(ExchangeState state, CapturedOutput output) {
        var details = new AnExchange().closingAt("2026-12-01T12:00");
        var poisoned = stages.in(state, details);
        var other = stages.in(state, details);
        makeUnreadable(List.of(poisoned));
        var due = Instant.parse("2026-12-01T17:00:00Z");
        clock.set(due);

        var failed = run(dueFor(poisoned, state, due, RunCause.SCHEDULE));
        assertThat(failed.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(problems(output)).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        run(dueFor(poisoned, state, due, RunCause.RETRY));
        var done = run(dueFor(other, state, due, RunCause.SCHEDULE));

        assertThat(done.outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(done.summary()).contains(state == ExchangeState.MATCHED ? "queued=3" : "closed=1");
        assertToldOnceADay(failed.jobId(), "2026-12-01");
    }

    private static DueRun dueFor(long exchange, ExchangeState state, Instant due, RunCause cause) {
        return state == ExchangeState.MATCHED
                ? new DueRun("reminder_exchange_" + exchange + "_days_7", "reminder", exchange, due, cause)
                : new DueRun("close_registration_exchange_" + exchange, "close_registration", exchange, due, cause);
    }

    /** Runs a job and its first retry: each fails, does the rest and complains in one line of the log, however many fail. */
    private void assertFailsInPart(String job, String summary, String error, CapturedOutput output) {
        var before = problems(output).size();

        var failed = run(job);

        assertThat(failed.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(failed.summary()).contains(summary);
        assertThat(failed.errorMessage()).contains(error);
        assertThat(problems(output)).hasSize(before + 1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(run(job).outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(problems(output)).hasSize(before + 2);
        clock.advance(Duration.ofMinutes(-1));
    }

    private void assertToldOnceADay(String job, String... days) {
        assertThat(jdbc.queryForList("SELECT dedupe_key FROM outbound_email WHERE kind = 'JOB_FAILED'", String.class))
                .containsExactlyInAnyOrderElementsOf(List.of(days).stream()
                        .map(day -> "job_failed:" + job + ":" + day)
                        .toList());
    }

    private static List<String> problems(CapturedOutput output) {
        return PROBLEM.matcher(output.getAll())
                .results()
                .map(result -> result.group())
                .toList();
    }

    private void addPeople(long exchange, int count) {
        jdbc.batchUpdate(
                "INSERT INTO participant (created_at, updated_at, exchange_id, name, email, gift_ideas,"
                        + " reminder_enabled, added_by_admin) VALUES (0, 0, ?, 'Guest', ?, '', true, false)",
                IntStream.range(0, count)
                        .mapToObj(i -> new Object[] {exchange, "guest." + i + "@example.org"})
                        .toList());
    }

    private JobRun run(String job) {
        return run(new DueRun(job, job, null, clock.instant(), RunCause.SCHEDULE));
    }

    private JobRun run(DueRun due) {
        runner.run(due);
        return runs.findByJobIdOrderByIdDesc(due.jobId(), Limit.of(1)).get(0);
    }

    private List<Long> inState(ExchangeState state) {
        return exchanges("exchange WHERE state = '" + state + "'", "id");
    }

    private long mailsOfAllBut(List<Long> exchanges) {
        return exchanges("outbound_email WHERE exchange_id IS NOT NULL", "exchange_id").stream()
                .filter(id -> !exchanges.contains(id))
                .count();
    }

    private List<Long> exchanges(String table, String column) {
        return jdbc.query("SELECT " + column + " FROM " + table + " ORDER BY 1", (row, number) -> row.getLong(1));
    }

    private void makeUnreadable(List<Long> exchanges) {
        exchanges.forEach(
                id -> jdbc.update("UPDATE exchange SET timezone = 'Nowhere/Land', theme = 'NONE' WHERE id = ?", id));
    }

    /** Has the database refuse to change, or to delete, these rows. */
    private void refuse(String operation, List<Long> exchanges) {
        var these = exchanges.toString().replace('[', '(').replace(']', ')');
        if (database == DatabaseKind.SQLITE) {
            jdbc.execute("CREATE TRIGGER poison BEFORE " + operation + " ON exchange WHEN old.id IN " + these
                    + " BEGIN SELECT RAISE(ABORT, 'poisoned'); END");
        } else {
            jdbc.execute("CREATE OR REPLACE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS"
                    + " 'BEGIN RAISE EXCEPTION ''poisoned''; END'");
            jdbc.execute("CREATE TRIGGER poison BEFORE " + operation + " ON exchange FOR EACH ROW WHEN (old.id IN "
                    + these + ") EXECUTE FUNCTION poison()");
        }
    }
}
