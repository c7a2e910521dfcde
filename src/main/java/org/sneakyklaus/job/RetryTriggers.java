package org.sneakyklaus.job;

import static org.sneakyklaus.job.SchedulingException.unchecked;

import java.time.Instant;
import java.util.Date;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The triggers of jobs that failed and are tried again: at most one for each job, beside those of its schedule. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RetryTriggers {

    private static final String GROUP = "retry";

    private final Scheduler scheduler;

    RetryTriggers(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Has the job run again at that instant, in place of an earlier such plan. */
    void set(DueRun failed, Instant at) {
        var key = key(failed.jobId());
        var trigger = TriggerBuilder.newTrigger()
                .withIdentity(key)
                .forJob(jobKey(failed))
                .withDescription(failed.type())
                .usingJobData(QuartzDispatcher.CAUSE, RunCause.RETRY.name())
                .usingJobData(QuartzDispatcher.RETRIES, String.valueOf(failed.retries() + 1))
                .usingJobData(QuartzDispatcher.PLANNED, planned(failed, at).toString())
                .startAt(Date.from(at))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
                .build();
        // Within a retry its own trigger is still there.
        if (unchecked(() -> scheduler.checkExists(key))) {
            unchecked(() -> scheduler.rescheduleJob(key, trigger));
        } else {
            unchecked(() -> scheduler.scheduleJob(trigger));
        }
    }

    /** Drops the plan to run the job again, if there is one. */
    void remove(String jobId) {
        unchecked(() -> scheduler.unscheduleJob(key(jobId)));
    }

    /** What is done once for one instant must be told that instant, however often it is tried. */
    private static Instant planned(DueRun failed, Instant at) {
        return failed.isRecurring() ? at : failed.planned();
    }

    private static TriggerKey key(String jobId) {
        return TriggerKey.triggerKey(jobId, GROUP);
    }

    private static JobKey jobKey(DueRun run) {
        var exchangeId = run.exchangeId();
        return JobKey.jobKey(
                run.jobId(), exchangeId == null ? RecurringTriggers.GROUP : ExchangeTriggers.group(exchangeId));
    }
}
