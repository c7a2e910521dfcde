package org.sneakyklaus.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.history.JobRun;
import org.sneakyklaus.job.history.JobRunRepository;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;

/** Has the real scheduler stand still while due times pass, and lets it go on. */
@IntegrationTest(scheduler = true)
@Import(TestJobs.class)
class LateJobsIT {

    private final TestJobs.Watched nightly;
    private final TestJobs.Watched hourly;
    private final TestJobs.Failing failing;
    private final JobTrigger admin;
    private final JobRunRepository runs;
    private final TriggerReconciler start;
    private final ExchangeQueries exchanges;
    private final Stages stages;
    private final Scheduler scheduler;
    private final JdbcTemplate jdbc;
    private final TestClock clock;

    private Instant now;

    LateJobsIT(
            TestJobs.Watched nightly,
            TestJobs.Watched hourly,
            TestJobs.Failing failing,
            JobTrigger admin,
            JobRunRepository runs,
            TriggerReconciler start,
            ExchangeQueries exchanges,
            Stages stages,
            Scheduler scheduler,
            JdbcTemplate jdbc,
            TestClock clock) {
        this.nightly = nightly;
        this.hourly = hourly;
        this.failing = failing;
        this.admin = admin;
        this.runs = runs;
        this.start = start;
        this.exchanges = exchanges;
        this.stages = stages;
        this.scheduler = scheduler;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Why nothing ran meanwhile. */
    enum Pause {
        SLEEP,
        RESTART
    }

    @BeforeEach
    void standStill() throws SchedulerException {
        scheduler.standby();
        List.of(nightly, hourly, failing).forEach(job -> job.runs.clear());
        // Quartz goes by the time of the system.
        now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        clock.set(now);
    }

    @ParameterizedTest
    @EnumSource
    void fourMinutesLateItRunsWithItsTrueDueTime(Pause pause) throws SchedulerException {
        var due = wasDue("nightly", Duration.ofMinutes(4));

        goOn(pause);

        assertThat(ended("nightly", 1))
                .extracting(JobRun::outcome, JobRun::cause, JobRun::scheduledAt)
                .containsExactly(tuple(RunOutcome.SUCCESS, RunCause.SCHEDULE, due));
        assertThat(nightly.runs).containsExactly(due);
    }

    @ParameterizedTest
    @EnumSource
    void sixMinutesLateItIsMissedAndCaughtUpOnce(Pause pause) throws SchedulerException {
        var due = wasDue("nightly", Duration.ofMinutes(6));

        goOn(pause);

        assertThat(ended("nightly", 2))
                .extracting(JobRun::outcome, JobRun::cause, JobRun::scheduledAt)
                .containsExactly(
                        tuple(RunOutcome.MISSED, RunCause.SCHEDULE, due),
                        tuple(RunOutcome.SUCCESS, RunCause.CATCH_UP, due));
        assertThat(nightly.runs).as("counts from now").containsExactly(now);
        assertThat(nextFireTime("nightly")).isAfter(now);
    }

    @ParameterizedTest
    @EnumSource
    void tenMissedHourlyRunsBecomeOne(Pause pause) throws SchedulerException {
        var due = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(10));
        moveNextFireTime("hourly", due);

        goOn(pause);

        assertThat(ended("hourly", 2))
                .extracting(JobRun::outcome, JobRun::cause, JobRun::scheduledAt)
                .containsExactly(
                        tuple(RunOutcome.MISSED, RunCause.SCHEDULE, due),
                        tuple(RunOutcome.SUCCESS, RunCause.CATCH_UP, due));
        assertThat(nextFireTime("hourly"))
                .isEqualTo(now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
        assertNothingMoreRuns("hourly", 2);
    }

    @ParameterizedTest
    @EnumSource
    void aSweepThatWasOverdueGoesOnAtItsPace(Pause pause) throws SchedulerException {
        wasDue(JobWaker.DISPATCH_OUTBOX, Duration.ofSeconds(70));

        goOn(pause);

        await().until(() -> nextFireTime(JobWaker.DISPATCH_OUTBOX).isAfter(now));
        assertThat(nextFireTime(JobWaker.DISPATCH_OUTBOX)).isBefore(now.plus(Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPausedIsNeitherMissedNorCaughtUp(Pause pause) throws SchedulerException {
        admin.pause("nightly");
        wasDue("nightly", Duration.ofHours(3));

        goOn(pause);
        assertNothingMoreRuns("nightly", 0);
        admin.resume("nightly");

        assertThat(nextFireTime("nightly")).isAfter(now);
        assertNothingMoreRuns("nightly", 0);
    }

    @Test
    void whatIsPausedCanBeRunByHandAndStaysPaused() throws SchedulerException {
        admin.pause("nightly");
        scheduler.start();

        admin.runNow("nightly");

        assertThat(ended("nightly", 1)).extracting(JobRun::cause).containsExactly(RunCause.MANUAL);
        assertThat(scheduler.getTriggerState(TriggerKey.triggerKey("nightly", RecurringTriggers.GROUP)))
                .hasToString("PAUSED");
    }

    @Test
    void whatFailedRunsAgainAfterOneFiveAndTwentyFiveMinutes() throws SchedulerException {
        scheduler.start();
        admin.runNow("failing");

        assertRunsAgain("failing", RunCause.MANUAL);
        await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
        assertThat(scheduler.checkExists(TriggerKey.triggerKey("failing", "retry")))
                .as("the next is its regular run")
                .isFalse();
        assertThat(jdbc.queryForList("SELECT detail FROM outbound_email WHERE kind = 'JOB_FAILED'", String.class))
                .as("the admin is told once a day")
                .containsExactly("failing");
    }

    /** The first retry runs when the job has no trigger of its own left. */
    @Test
    void aClosingThatFailsRunsAgainAndIsPlannedOnceMoreWhenNoRetryIsLeft() throws SchedulerException {
        var exchange = stages.in(ExchangeState.REGISTRATION_OPEN, closingTomorrow());
        var closing = "close_registration_exchange_" + exchange;
        var due = now.minusSeconds(1);
        jdbc.update("UPDATE exchange SET timezone = 'Nowhere', registration_close_date = ?", due.toEpochMilli());
        jdbc.update(
                "UPDATE qrtz_triggers SET next_fire_time = ?, start_time = ? WHERE trigger_name = ?",
                due.toEpochMilli(),
                due.toEpochMilli(),
                closing);
        scheduler.start();

        assertRunsAgain(closing, RunCause.SCHEDULE);
        assertThat(runsOf(closing)).extracting(JobRun::scheduledAt).containsOnly(due);
        await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
        jdbc.update("UPDATE exchange SET timezone = 'Europe/Berlin'");
        clock.advance(Duration.ofMinutes(61));
        start.mend();

        assertThat(ended(closing, 5).get(4).outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(exchanges.byId(exchange).state()).isEqualTo(ExchangeState.REGISTRATION_CLOSED);
    }

    private AnExchange closingTomorrow() {
        var today = LocalDateTime.ofInstant(now, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        return new AnExchange()
                .on(today.plusDays(30).toString())
                .closingAt(today.plusDays(1).toString());
    }

    private void assertRunsAgain(String jobId, RunCause first) throws SchedulerException {
        for (var failures = 1; failures <= 3; failures++) {
            ended(jobId, failures);
            var wait = List.of(1, 5, 25).get(failures - 1);
            assertThat(retryTime(jobId)).isEqualTo(now.plus(Duration.ofMinutes(wait)));
            jdbc.update(
                    "UPDATE qrtz_triggers SET next_fire_time = ? WHERE trigger_group = 'retry'", now.toEpochMilli());
            scheduler.standby();
            scheduler.start();
        }

        assertThat(ended(jobId, 4))
                .extracting(JobRun::cause)
                .containsExactly(first, RunCause.RETRY, RunCause.RETRY, RunCause.RETRY);
    }

    private Instant wasDue(String jobId, Duration ago) {
        var due = now.minus(ago);
        moveNextFireTime(jobId, due);
        return due;
    }

    /** The trigger has been in the store for long. */
    private void moveNextFireTime(String jobId, Instant to) {
        var moved = jdbc.update(
                "UPDATE qrtz_triggers SET next_fire_time = ?, start_time = ?"
                        + " WHERE trigger_name = ? AND trigger_group = 'recurring'",
                to.toEpochMilli(),
                to.minus(Duration.ofDays(30)).toEpochMilli(),
                jobId);
        assertThat(moved).isOne();
    }

    private void goOn(Pause pause) throws SchedulerException {
        if (pause == Pause.RESTART) {
            start.stop();
            start.start();
        }
        scheduler.start();
    }

    private List<JobRun> ended(String jobId, int count) {
        await().until(() -> runsOf(jobId).stream()
                        .filter(run -> run.outcome() != RunOutcome.RUNNING)
                        .count()
                >= count);
        return runsOf(jobId);
    }

    /** Another job that is asked for later has run, so anything that was due before has, too. */
    private void assertNothingMoreRuns(String jobId, int count) throws SchedulerException {
        var before = runsOf("failing").size();
        admin.runNow("failing");
        ended("failing", before + 1);
        await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
        assertThat(runsOf(jobId)).hasSize(count);
    }

    private List<JobRun> runsOf(String jobId) {
        return runs.findByJobIdOrderByIdDesc(jobId, Limit.unlimited()).stream()
                .sorted(Comparator.comparing(JobRun::id))
                .toList();
    }

    private Instant nextFireTime(String jobId) throws SchedulerException {
        return scheduler
                .getTrigger(TriggerKey.triggerKey(jobId, RecurringTriggers.GROUP))
                .getNextFireTime()
                .toInstant();
    }

    private Instant retryTime(String jobId) throws SchedulerException {
        return scheduler
                .getTrigger(TriggerKey.triggerKey(jobId, "retry"))
                .getNextFireTime()
                .toInstant();
    }
}
