package org.sneakyklaus.job;

import static org.sneakyklaus.job.quartz.SchedulingException.unchecked;

import java.time.Instant;
import java.util.Date;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.RunCause;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The triggers for retries of failed jobs: at most one for each job, beside those of its schedule. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RetryTriggers {

    private static final String GROUP = "retry";

    private final Scheduler scheduler;

    RetryTriggers(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Schedules a retry at that instant, replacing an earlier one; none if the job was removed while it ran. */
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
        if (!unchecked(() -> scheduler.checkExists(jobKey(failed)))) {
            return;
        }
        // Within a retry its own trigger still exists.
        if (unchecked(() -> scheduler.checkExists(key))) {
            unchecked(() -> scheduler.rescheduleJob(key, trigger));
        } else {
            unchecked(() -> scheduler.scheduleJob(trigger));
        }
    }

    /** Removes the planned retry, if any. */
    void remove(String jobId) {
        unchecked(() -> scheduler.unscheduleJob(key(jobId)));
    }

    /** A job that acts once for an instant must get the same instant in every attempt. */
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
