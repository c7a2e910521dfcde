package org.sneakyklaus.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.job.history.JobRun;
import org.sneakyklaus.job.history.JobRunRepository;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;

@IntegrationTest(scheduler = true)
@Import(TestJobs.class)
class BrokenTriggersIT {

    private static final TriggerKey NIGHTLY = TriggerKey.triggerKey("nightly", RecurringTriggers.GROUP);
    private static final byte[] GARBAGE = "planned=\\uZZZZ".getBytes(StandardCharsets.US_ASCII);

    private final TestJobs.Watched nightly;
    private final JobTrigger admin;
    private final JobRunRepository runs;
    private final TriggerReconciler start;
    private final BrokenTriggers broken;
    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final Scheduler scheduler;
    private final JdbcTemplate jdbc;

    BrokenTriggersIT(
            TestJobs.Watched nightly,
            JobTrigger admin,
            JobRunRepository runs,
            TriggerReconciler start,
            BrokenTriggers broken,
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            Scheduler scheduler,
            JdbcTemplate jdbc) {
        this.nightly = nightly;
        this.admin = admin;
        this.runs = runs;
        this.start = start;
        this.broken = broken;
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.scheduler = scheduler;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void forget() {
        nightly.runs.clear();
    }

    @Test
    void aTriggerWhoseClassIsGoneIsRecordedAsFailedAndSetAnew() throws SchedulerException {
        var closing = closingOfAnExchange();
        jdbc.update("UPDATE qrtz_job_details SET job_class_name = 'org.example.Gone' WHERE job_name = ?", closing);

        start.mend();

        assertThat(runs.findByJobIdOrderByIdDesc(closing, Limit.unlimited()))
                .extracting(JobRun::outcome, run -> run.errorMessage().orElse(""))
                .containsExactly(
                        tuple(RunOutcome.FAILED, "Its trigger was removed: there is no class org.example.Gone"));
        assertThat(jdbc.queryForList(
                        "SELECT job_class_name FROM qrtz_job_details WHERE job_name = ?", String.class, closing))
                .containsExactly(QuartzDispatcher.class.getName());
        assertOtherJobsRun();
    }

    @Test
    void dataThatCannotBeReadKeepsNoOtherJobFromRunning() throws SchedulerException {
        jdbc.update("UPDATE qrtz_triggers SET job_data = ? WHERE trigger_name = 'hourly'", GARBAGE);

        start.stop();
        start.start();

        assertThat(runs.findByJobIdOrderByIdDesc("hourly", Limit.unlimited()))
                .extracting(JobRun::outcome)
                .containsExactly(RunOutcome.FAILED);
        assertThat(scheduler.getTrigger(TriggerKey.triggerKey("hourly", RecurringTriggers.GROUP)))
                .isNotNull();
        assertOtherJobsRun();
    }

    @Test
    void whatAnotherNodeHasRemovedIsNotRecordedAgain() {
        var closing = closingOfAnExchange();
        jdbc.update("UPDATE qrtz_job_details SET job_class_name = 'org.example.Gone' WHERE job_name = ?", closing);
        var found = broken.find();

        found.forEach(broken::remove);
        found.forEach(broken::remove);

        assertThat(runs.findByJobIdOrderByIdDesc(closing, Limit.unlimited())).hasSize(1);
    }

    @Test
    void aJobThatNobodyKnowsIsRemoved() throws SchedulerException {
        var unknown = JobKey.jobKey("unknown_7", "exchange_7");
        scheduler.scheduleJob(
                JobBuilder.newJob(QuartzDispatcher.class)
                        .withIdentity(unknown)
                        .usingJobData(QuartzDispatcher.TYPE, "from_the_future")
                        .build(),
                TriggerBuilder.newTrigger()
                        .withIdentity("unknown_7", "exchange_7")
                        .startAt(Date.from(Instant.parse("2100-01-01T00:00:00Z")))
                        .build());

        start.mend();

        assertThat(scheduler.checkExists(unknown)).isFalse();
        assertThat(runs.findByJobIdOrderByIdDesc("unknown_7", Limit.unlimited()))
                .extracting(JobRun::outcome)
                .containsExactly(RunOutcome.FAILED);
    }

    @Test
    void aRecurringTriggerInErrorIsSetAnew() throws SchedulerException {
        jdbc.update("UPDATE qrtz_triggers SET trigger_state = 'ERROR' WHERE trigger_name = 'nightly'");

        start.mend();

        assertThat(scheduler.getTriggerState(NIGHTLY)).hasToString("NORMAL");
    }

    @Test
    void anExchangeThatCannotBeReadKeepsNothingFromStarting() {
        var closing = closingOfAnExchange();
        var other = closingOfAnExchange();
        jdbc.update("UPDATE exchange SET timezone = 'Nowhere/Land' WHERE id = (SELECT min(id) FROM exchange)");
        jdbc.update("DELETE FROM qrtz_simple_triggers WHERE trigger_name = ?", other);

        start.stop();
        start.start();

        assertThat(jdbc.queryForList("SELECT trigger_name FROM qrtz_simple_triggers", String.class))
                .contains(closing, other);
    }

    @Test
    void jobsRunThoughTheirRunsCannotBeRecorded() throws SchedulerException {
        jdbc.execute("ALTER TABLE job_execution RENAME TO job_execution_away");
        try {
            admin.runNow("nightly");

            await().until(() -> nightly.runs.size() == 1);
            await().until(() -> scheduler.getCurrentlyExecutingJobs().isEmpty());
        } finally {
            jdbc.execute("ALTER TABLE job_execution_away RENAME TO job_execution");
        }
        assertThat(runs.findByJobIdOrderByIdDesc("nightly", Limit.unlimited())).isEmpty();
        nightly.runs.clear();
        assertOtherJobsRun();
    }

    private String closingOfAnExchange() {
        var exchange =
                editing.create(new AnExchange().closingAt("2026-12-01T12:00").details());
        lifecycle.open(exchange, null);
        return "close_registration_exchange_" + exchange;
    }

    private void assertOtherJobsRun() throws SchedulerException {
        await().until(() -> !scheduler.checkExists(TriggerKey.triggerKey("manual", "nightly")));
        admin.runNow("nightly");
        await().until(() -> runs.findByJobIdOrderByIdDesc("nightly", Limit.unlimited()).stream()
                .map(JobRun::outcome)
                .toList()
                .equals(List.of(RunOutcome.SUCCESS)));
    }
}
