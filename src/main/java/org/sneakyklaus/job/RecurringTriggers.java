package org.sneakyklaus.job;

import static org.sneakyklaus.job.SchedulingException.unchecked;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The triggers of recurring jobs in Quartz. Only within a transaction, which they belong to. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RecurringTriggers {

    private static final String GROUP = "recurring";

    private final Scheduler scheduler;

    RecurringTriggers(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Makes sure that the job is in the store with its present schedule; one that begins at the start begins anew. */
    void register(ScheduledJob job) {
        var key = regular(job.id());
        var trigger = TriggerBuilder.newTrigger()
                .withIdentity(key)
                .forJob(jobKey(job.id()))
                .withSchedule(builder(job.schedule()))
                .build();
        var stored = unchecked(() -> scheduler.getTrigger(key));
        if (stored == null) {
            var detail = JobBuilder.newJob(QuartzDispatcher.class)
                    .withIdentity(jobKey(job.id()))
                    .usingJobData(QuartzDispatcher.TYPE, job.id())
                    .requestRecovery()
                    .build();
            unchecked(() -> scheduler.scheduleJob(detail, trigger));
        } else if (!hasSchedule(stored, job.schedule())) {
            unchecked(() -> scheduler.rescheduleJob(key, trigger));
        }
    }

    /** Removes the jobs that an earlier version had and this one has not. */
    void removeAllBut(Collection<String> ids) {
        unchecked(() -> scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))).stream()
                .filter(key -> !ids.contains(key.getName()))
                .forEach(key -> unchecked(() -> scheduler.deleteJob(key)));
    }

    /** Whether the job runs at this moment, on whichever node. */
    boolean isRunning(String id) {
        // No job runs twice at once, so Quartz blocks its triggers meanwhile.
        return state(regular(id)) == TriggerState.BLOCKED;
    }

    /** When the job runs next by its schedule. */
    Optional<Instant> nextRun(String id) {
        return Optional.ofNullable(unchecked(() -> scheduler.getTrigger(regular(id))))
                .map(Trigger::getNextFireTime)
                .map(Date::toInstant);
    }

    /** Has the job run now because somebody asked for it; returns whether it does, which is not so while it runs. */
    boolean runNow(String id) {
        var key = TriggerKey.triggerKey("manual", id);
        if (isRunning(id) || state(key) != TriggerState.NONE) {
            return false;
        }
        var trigger = once(id, key)
                .usingJobData(QuartzDispatcher.CAUSE, RunCause.MANUAL.name())
                .build();
        unchecked(() -> scheduler.scheduleJob(trigger));
        return true;
    }

    /** Has the job run once more, as soon as it does not run any more; asking twice before that changes nothing. */
    void wake(String id) {
        var key = TriggerKey.triggerKey("wake", id);
        var trigger = once(id, key).build();
        switch (state(key)) {
            case NONE -> unchecked(() -> scheduler.scheduleJob(trigger));
            // It has fired, and the run may be past the point where it would see what is new.
            case COMPLETE -> unchecked(() -> scheduler.rescheduleJob(key, trigger));
            case NORMAL, BLOCKED, PAUSED, ERROR -> {
                // It is still to fire.
            }
        }
    }

    private TriggerState state(TriggerKey key) {
        return unchecked(() -> scheduler.getTriggerState(key));
    }

    private static TriggerBuilder<?> once(String id, TriggerKey key) {
        return TriggerBuilder.newTrigger()
                .withIdentity(key)
                .forJob(jobKey(id))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires());
    }

    private static ScheduleBuilder<?> builder(Schedule schedule) {
        // Runs that were missed for long are not made up for by Quartz, which would forget when they were due.
        if (schedule instanceof Schedule.Daily daily) {
            return CronScheduleBuilder.cronSchedule(daily.cron())
                    .inTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC))
                    .withMisfireHandlingInstructionDoNothing();
        }
        var every = (Schedule.Every) schedule;
        return SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(every.interval().toMillis())
                .repeatForever()
                .withMisfireHandlingInstructionNextWithRemainingCount();
    }

    private static boolean hasSchedule(Trigger stored, Schedule schedule) {
        return schedule instanceof Schedule.Daily daily
                && stored instanceof CronTrigger cron
                && cron.getCronExpression().equals(daily.cron());
    }

    private static TriggerKey regular(String id) {
        return TriggerKey.triggerKey(id, GROUP);
    }

    private static JobKey jobKey(String id) {
        return JobKey.jobKey(id, GROUP);
    }
}
