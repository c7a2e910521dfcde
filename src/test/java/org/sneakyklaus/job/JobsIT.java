package org.sneakyklaus.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.job.history.RunQueries;
import org.sneakyklaus.job.history.RunView;
import org.sneakyklaus.support.DatabaseKind;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest(scheduler = true)
@Import(TestJobs.class)
class JobsIT {

    private final JobTrigger trigger;
    private final JobQueries jobs;
    private final RunQueries runs;
    private final JobRunner runner;
    private final Scheduler scheduler;
    private final TestClock clock;
    private final TestJobs.Waiting waiting;

    JobsIT(
            JobTrigger trigger,
            JobQueries jobs,
            RunQueries runs,
            JobRunner runner,
            Scheduler scheduler,
            TestClock clock,
            TestJobs.Waiting waiting) {
        this.trigger = trigger;
        this.jobs = jobs;
        this.runs = runs;
        this.runner = runner;
        this.scheduler = scheduler;
        this.clock = clock;
        this.waiting = waiting;
    }

    @Test
    void theSchedulerRunsAndItsStoreHoldsEveryRecurringJobWithItsTime(
            @Autowired JdbcTemplate jdbc, @Autowired Environment environment) throws SchedulerException {
        var stored = jdbc.queryForList("""
                SELECT trigger_name || ': ' || cron_expression FROM qrtz_cron_triggers WHERE trigger_group = 'recurring'
                UNION ALL
                SELECT trigger_name || ': every ' || repeat_interval || ' ms' FROM qrtz_simple_triggers
                WHERE trigger_group = 'recurring'
                """, String.class);
        var wanted = new ArrayList<>(List.of(
                "auto_complete_exchanges: 0 0 0 * * ?",
                "purge_old_exchanges: 0 0 2 * * ?",
                "cleanup_expired_tokens: 0 0 * * * ?",
                "cleanup_expired_sessions: 0 0 3 * * ?",
                "cleanup_expired_rate_limits: 0 0 4 * * ?",
                "prune_job_executions: 0 0 5 * * ?",
                "tell_of_undelivered_mail: 0 0 6 * * ?",
                "prune_webhook_deliveries: 0 0 5 * * ?",
                "dispatch_outbox: every 30000 ms",
                "dispatch_webhooks: every 30000 ms"));
        if (DatabaseKind.of(environment) == DatabaseKind.SQLITE) {
            wanted.add("backup_database: 0 0 1 * * ?");
        }

        assertThat(scheduler.isStarted()).isTrue();
        assertThat(stored)
                .filteredOn(trigger -> TestJobs.IDS.stream().noneMatch(trigger::startsWith))
                .containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(jobs.recurring()).allSatisfy(job -> assertThat(job.nextRun()).isNotNull());
    }

    @Test
    void runNowCompletesWhatIsDueAndIsRecorded(@Autowired Stages stages, @Autowired ExchangeQueries exchanges) {
        var exchange = stages.in(ExchangeState.MATCHED);
        clock.set(Instant.parse("2026-12-25T00:00:00Z"));

        trigger.runNow("auto_complete_exchanges");

        var run = ended("auto_complete_exchanges");
        assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
        assertThat(run.cause()).isEqualTo(RunCause.MANUAL);
        assertThat(run.summary()).isEqualTo("completed=1");
        assertThat(exchanges.byId(exchange).state()).isEqualTo(ExchangeState.COMPLETED);
    }

    @Test
    void aFailingJobIsRecordedAndTheSchedulerLivesOn() {
        trigger.runNow("failing");

        var run = ended("failing");
        assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(run.error())
                .startsWith("IllegalArgumentException at org.sneakyklaus.job.TestJobs")
                .doesNotContain("Ann");

        trigger.runNow("auto_complete_exchanges");

        assertThat(ended("auto_complete_exchanges").outcome()).isEqualTo(RunOutcome.SUCCESS);
    }

    @Test
    void whileAJobRunsItCannotBeAskedForAgain() throws InterruptedException {
        waiting.forget();
        trigger.runNow("waiting");
        waiting.begun.await();

        assertThat(history())
                .filteredOn(run -> run.jobId().equals("waiting"))
                .extracting(RunView::outcome)
                .containsExactly(RunOutcome.RUNNING);
        assertThat(jobs.recurring())
                .filteredOn(job -> job.status() == JobStatus.RUNNING)
                .extracting(JobView::id)
                .contains("waiting");
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> trigger.runNow("waiting"));

        waiting.end.countDown();

        assertThat(ended("waiting").outcome()).isEqualTo(RunOutcome.SUCCESS);
    }

    @Test
    void aJobThatIsNotRecurringCannotBeAskedFor() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> trigger.runNow("reminder_exchange_1_days_7"));
    }

    @Test
    void aReminderRunsUpToAnHourLate() {
        runner.run(reminder(Duration.ofMinutes(59)));

        assertThat(history())
                .filteredOn(run -> run.jobId().startsWith("reminder"))
                .extracting(RunView::outcome, RunView::summary)
                .containsExactly(tuple(RunOutcome.SUCCESS, "queued=0"));
    }

    @Test
    void aReminderThatIsLaterIsMissed() {
        runner.run(reminder(Duration.ofMinutes(61)));

        assertThat(history())
                .filteredOn(run -> run.jobId().startsWith("reminder"))
                .extracting(RunView::outcome, RunView::startedAt)
                .containsExactly(tuple(RunOutcome.MISSED, null));
    }

    private DueRun reminder(Duration late) {
        return new DueRun(
                "reminder_exchange_1_days_7", "reminder", 1L, clock.instant().minus(late), RunCause.SCHEDULE);
    }

    private List<RunView> history() {
        return runs.history(null, null, 0).getContent();
    }

    private RunView ended(String jobId) {
        return await().until(
                        () -> history().stream()
                                .filter(run -> run.jobId().equals(jobId) && run.outcome() != RunOutcome.RUNNING)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
