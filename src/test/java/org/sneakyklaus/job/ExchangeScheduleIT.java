package org.sneakyklaus.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.sneakyklaus.draw.Draw;
import org.sneakyklaus.exchange.ExchangeEditing;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.quartz.SchedulingException;
import org.sneakyklaus.testsupport.AnExchange;
import org.sneakyklaus.testsupport.IntegrationTest;
import org.sneakyklaus.testsupport.Stages;
import org.sneakyklaus.testsupport.TestClock;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class ExchangeScheduleIT {

    private final ExchangeEditing editing;
    private final ExchangeLifecycle lifecycle;
    private final Stages stages;
    private final Draw draw;
    private final ExchangeSchedule schedule;
    private final ExchangeTriggers stored;
    private final RetryTriggers retries;
    private final JobRuns runs;
    private final Scheduler scheduler;
    private final TransactionTemplate transaction;
    private final TestClock clock;

    private long exchange;

    ExchangeScheduleIT(
            ExchangeEditing editing,
            ExchangeLifecycle lifecycle,
            Stages stages,
            Draw draw,
            ExchangeSchedule schedule,
            ExchangeTriggers stored,
            RetryTriggers retries,
            JobRuns runs,
            Scheduler scheduler,
            TransactionTemplate transaction,
            TestClock clock) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.stages = stages;
        this.draw = draw;
        this.schedule = schedule;
        this.stored = stored;
        this.retries = retries;
        this.runs = runs;
        this.scheduler = scheduler;
        this.transaction = transaction;
        this.clock = clock;
    }

    // New York's clocks go forward on 14 March 2027.
    private static AnExchange inSpring() {
        return new AnExchange().on("2027-03-18T18:00").closingAt("2027-03-01T12:00");
    }

    @BeforeEach
    void create() {
        exchange = editing.create(inSpring().details());
    }

    @Test
    void theStoreKnowsAJobByTheDispatchersNameOnly() throws SchedulerException {
        lifecycle.open(exchange, null);

        var job = scheduler.getJobDetail(
                JobKey.jobKey("close_registration_exchange_" + exchange, "exchange_" + exchange));
        assertThat(job.getJobClass().getName()).isEqualTo("org.sneakyklaus.job.QuartzDispatcher");
        assertThat(job.requestsRecovery()).isTrue();
        assertThat(job.isConcurrentExecutionDisallowed()).isTrue();
        assertThat(job.getJobDataMap())
                .containsOnly(entry("job", "close_registration"), entry("exchange", String.valueOf(exchange)));
    }

    @Test
    void aDraftHasNoTriggers() throws SchedulerException {
        assertThat(triggers()).isEmpty();
    }

    @Test
    void anOpenRegistrationClosesOnItsDate() throws SchedulerException {
        lifecycle.open(exchange, null);

        assertThat(triggers())
                .containsExactly("close_registration_exchange_%d 2027-03-01T17:00:00Z".formatted(exchange));
    }

    @Test
    void anotherCloseDateReplacesTheTrigger() throws SchedulerException {
        lifecycle.open(exchange, null);

        editing.edit(exchange, inSpring().closingAt("2027-03-02T12:00").details(), null);

        assertThat(triggers())
                .containsExactly("close_registration_exchange_%d 2027-03-02T17:00:00Z".formatted(exchange));
    }

    @Test
    void anotherCloseDateReplacesARetryThatWaits() throws SchedulerException {
        lifecycle.open(exchange, null);
        var closing = "close_registration_exchange_" + exchange;
        var at = Instant.parse("2027-03-01T17:00:00Z");
        var failed = new DueRun(closing, "close_registration", exchange, at, RunCause.SCHEDULE);
        transaction.executeWithoutResult(status -> retries.set(failed, at.plusSeconds(60)));
        transaction.executeWithoutResult(status -> SchedulingException.unchecked(
                () -> scheduler.unscheduleJob(TriggerKey.triggerKey(closing, "exchange_" + exchange))));

        editing.edit(exchange, inSpring().closingAt("2027-03-02T12:00").details(), null);

        assertThat(triggers()).containsExactly(closing + " 2027-03-02T17:00:00Z");
        assertThat(scheduler.checkExists(TriggerKey.triggerKey(closing, "retry")))
                .as("the retry for the old date")
                .isFalse();
    }

    @Test
    void noCloseDateAnyMoreRemovesTheTrigger() throws SchedulerException {
        lifecycle.open(exchange, null);

        editing.edit(exchange, new AnExchange().on("2027-03-18T18:00").details(), null);

        assertThat(triggers()).isEmpty();
    }

    @Test
    void closingByHandRemovesTheTriggerAndOpeningAgainSetsIt() throws SchedulerException {
        lifecycle.open(exchange, null);

        lifecycle.close(exchange, null);
        assertThat(triggers()).isEmpty();

        lifecycle.reopen(exchange, null);
        assertThat(triggers()).hasSize(1);
    }

    @Test
    void remindersStandAtTheLocalTimeOfTheExchange() throws SchedulerException {
        drawn();

        assertThat(triggers())
                .containsExactly(
                        "reminder_exchange_%d_days_1 2027-03-17T22:00:00Z".formatted(exchange),
                        "reminder_exchange_%d_days_3 2027-03-15T22:00:00Z".formatted(exchange),
                        "reminder_exchange_%d_days_7 2027-03-11T23:00:00Z".formatted(exchange));
    }

    @Test
    void aTriggerFiresOnceHoweverLateWithItsTrueTime() throws SchedulerException {
        drawn();

        var trigger = scheduler.getTrigger(
                TriggerKey.triggerKey("reminder_exchange_%d_days_7".formatted(exchange), "exchange_" + exchange));
        assertThat(trigger.getNextFireTime()).isEqualTo(Instant.parse("2027-03-11T23:00:00Z"));
        assertThat(trigger.getMisfireInstruction()).isEqualTo(Trigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY);
        assertThat(((SimpleTrigger) trigger).getRepeatCount()).isZero();
    }

    @Test
    void anotherDateReplacesTheReminders() throws SchedulerException {
        drawn();

        editing.edit(exchange, inSpring().on("2027-03-12T09:00").details(), null);

        assertThat(triggers())
                .containsExactly(
                        "reminder_exchange_%d_days_1 2027-03-11T14:00:00Z".formatted(exchange),
                        "reminder_exchange_%d_days_3 2027-03-09T14:00:00Z".formatted(exchange),
                        "reminder_exchange_%d_days_7 2027-03-05T14:00:00Z".formatted(exchange));
    }

    @Test
    void anotherZoneAndOtherDaysReplaceTheReminders() throws SchedulerException {
        drawn();

        editing.edit(
                exchange, inSpring().in("Europe/Berlin").remindingBefore(7, 2).details(), null);

        assertThat(triggers())
                .containsExactly(
                        "reminder_exchange_%d_days_2 2027-03-16T17:00:00Z".formatted(exchange),
                        "reminder_exchange_%d_days_7 2027-03-11T17:00:00Z".formatted(exchange));
    }

    @Test
    void anEditThatIsRolledBackLeavesTheOldTriggers() throws SchedulerException {
        drawn();
        var before = triggers();

        assertThatIllegalStateException()
                .isThrownBy(() -> transaction.executeWithoutResult(status -> {
                    editing.edit(exchange, inSpring().on("2027-04-18T18:00").details(), null);
                    throw new IllegalStateException("something after the edit went wrong");
                }));

        assertThat(triggers()).isEqualTo(before);
    }

    @Test
    void remindersWhoseTimeHasPassedAreNotSet() throws SchedulerException {
        stages.bring(exchange, ExchangeState.REGISTRATION_CLOSED, "Alice", "Bob", "Charlie");
        clock.set(Instant.parse("2027-03-13T12:00:00Z"));

        draw.draw(exchange, List.of(), null);

        assertThat(triggers())
                .containsExactly(
                        "reminder_exchange_%d_days_1 2027-03-17T22:00:00Z".formatted(exchange),
                        "reminder_exchange_%d_days_3 2027-03-15T22:00:00Z".formatted(exchange));
    }

    @Test
    void cancellingTheDrawRemovesTheReminders() throws SchedulerException {
        drawn();

        draw.cancel(exchange, null);

        assertThat(triggers()).isEmpty();
        assertThat(scheduler.getJobKeys(GroupMatcher.jobGroupEquals("exchange_" + exchange)))
                .isEmpty();
    }

    @Test
    void callingOffRemovesTheReminders() throws SchedulerException {
        drawn();

        lifecycle.callOff(exchange, null);

        assertThat(triggers()).isEmpty();
    }

    @Test
    void postponingSetsTheRemindersAnew() throws SchedulerException {
        drawn();
        lifecycle.complete(exchange, null);
        assertThat(triggers()).isEmpty();

        lifecycle.postpone(exchange, LocalDateTime.parse("2027-04-18T18:00"), null);

        assertThat(triggers())
                .contains("reminder_exchange_%d_days_1 2027-04-17T22:00:00Z".formatted(exchange))
                .hasSize(3);
    }

    @Test
    void reconcilingAddsWhatIsMissingAndRemovesWhatIsLeftOver() throws SchedulerException {
        drawn();
        var before = triggers();
        remove("reminder_exchange_%d_days_3".formatted(exchange));
        var draft = editing.create(inSpring().details());
        transaction.executeWithoutResult(status -> stored.add(new PlannedRun(
                draft,
                "reminder_exchange_%d_days_1".formatted(draft),
                "reminder",
                Instant.parse("2027-03-17T22:00:00Z"))));

        schedule.reconcile();

        assertThat(triggers()).isEqualTo(before);
        assertThat(scheduler.getJobKeys(GroupMatcher.jobGroupEquals("exchange_" + draft)))
                .isEmpty();
    }

    @Test
    void reconcilingLeavesAReminderThatIsDueButHasNotRunYet() throws SchedulerException {
        drawn();
        var before = triggers();
        clock.set(Instant.parse("2027-03-11T23:10:00Z"));

        schedule.reconcile();

        assertThat(triggers()).isEqualTo(before);
    }

    @Test
    void reconcilingDoesNotBringBackAReminderWhoseTimeHasPassed() throws SchedulerException {
        drawn();
        remove("reminder_exchange_%d_days_7".formatted(exchange));
        clock.set(Instant.parse("2027-03-11T23:10:00Z"));

        schedule.reconcile();

        assertThat(triggers()).hasSize(2).noneMatch(trigger -> trigger.contains("days_7"));
    }

    @Test
    void reconcilingDoesNotBringBackAReminderThatANodeWithItsClockAheadHasDone() throws SchedulerException {
        drawn();
        var reminder = "reminder_exchange_%d_days_7".formatted(exchange);
        var at = Instant.parse("2027-03-11T23:00:00Z");
        remove(reminder);
        runs.start(new DueRun(reminder, "reminder", exchange, at, RunCause.SCHEDULE));
        clock.set(at.minusSeconds(2));

        schedule.reconcile();

        assertThat(triggers()).hasSize(2).noneMatch(trigger -> trigger.contains("days_7"));
    }

    @Test
    void reconcilingSetsAnOverdueClosing() throws SchedulerException {
        lifecycle.open(exchange, null);
        remove("close_registration_exchange_" + exchange);
        clock.set(Instant.parse("2027-03-04T12:00:00Z"));

        schedule.reconcile();

        assertThat(triggers())
                .containsExactly("close_registration_exchange_%d 2027-03-01T17:00:00Z".formatted(exchange));
    }

    private void drawn() {
        stages.bring(exchange, ExchangeState.MATCHED, "Alice", "Bob", "Charlie");
    }

    /** Every trigger of the exchange with its due time, in the order of their names. */
    private List<String> triggers() throws SchedulerException {
        var keys = scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals("exchange_" + exchange));
        var triggers = new ArrayList<String>();
        for (var key : new TreeSet<>(keys)) {
            var trigger = scheduler.getTrigger(key);
            triggers.add(key.getName() + " " + trigger.getNextFireTime().toInstant());
        }
        return triggers;
    }

    private void remove(String jobId) {
        transaction.executeWithoutResult(status ->
                SchedulingException.unchecked(() -> scheduler.deleteJob(JobKey.jobKey(jobId, "exchange_" + exchange))));
    }
}
