package org.sneakyklaus.job;

import static org.sneakyklaus.job.quartz.SchedulingException.unchecked;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.spi.OperableTrigger;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.quartz.TimesAhead;
import org.sneakyklaus.job.quartz.TriggerLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The triggers of recurring jobs in Quartz. Joins the caller's transaction, which is required. However late a trigger
 * is, Quartz fires it with its planned time, and {@link MissedRuns} decides what to do.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class RecurringTriggers {

    static final String GROUP = "recurring";

    /** Key in the data of a paused trigger: since when. */
    private static final String PAUSED = "paused";

    private final Scheduler scheduler;
    private final JdbcClient jdbc;
    private final TriggerLock lock;
    private final Clock clock;

    RecurringTriggers(Scheduler scheduler, JdbcClient jdbc, TriggerLock lock, Clock clock) {
        this.scheduler = scheduler;
        this.jdbc = jdbc;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * Ensures that the store has exactly these jobs with their current schedules; an earlier version may have had
     * others. A paused job stays paused.
     */
    void agree(List<ScheduledJob> jobs) {
        lock.take();
        removeAllBut(jobs.stream().map(ScheduledJob::id).toList());
        jobs.forEach(this::register);
    }

    private void register(ScheduledJob job) {
        var stored = regular(job.id());
        if (stored == null) {
            var detail = JobBuilder.newJob(QuartzDispatcher.class)
                    .withIdentity(jobKey(job.id()))
                    .usingJobData(QuartzDispatcher.TYPE, job.id())
                    .requestRecovery()
                    .build();
            unchecked(() -> scheduler.scheduleJob(detail, trigger(job)));
        } else if (!isAsWanted(stored, job.schedule())) {
            var pausedSince = pausedSince(job.id());
            unchecked(() -> scheduler.rescheduleJob(stored.getKey(), trigger(job)));
            pausedSince.ifPresent(since -> pause(job.id(), since));
        }
    }

    private void removeAllBut(Collection<String> ids) {
        unchecked(() -> scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))).stream()
                .filter(key -> !ids.contains(key.getName()))
                .forEach(key -> unchecked(() -> scheduler.deleteJob(key)));
    }

    /** Whether the job runs now, for any reason and on any node. */
    boolean isRunning(String id) {
        return jdbc.sql("""
                        SELECT count(*) FROM qrtz_fired_triggers
                        WHERE sched_name = :scheduler AND job_name = :id AND job_group = :group
                        AND state = 'EXECUTING'""")
                        .param("scheduler", unchecked(scheduler::getSchedulerName))
                        .param("id", id)
                        .param("group", GROUP)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Returns when the job runs next by its schedule; empty while it is paused. */
    Optional<Instant> nextRun(String id) {
        return Optional.ofNullable(regular(id))
                .filter(trigger -> !trigger.getJobDataMap().containsKey(PAUSED))
                .map(Trigger::getNextFireTime)
                .map(Date::toInstant);
    }

    /** Returns since when the job is paused; empty if it is not. */
    Optional<Instant> pausedSince(String id) {
        return Optional.ofNullable(regular(id))
                .map(trigger -> trigger.getJobDataMap().getString(PAUSED))
                .map(Instant::parse);
    }

    /** Stops automatic runs of the job until it is resumed, even across restarts; a current run continues. */
    void pause(String id, Instant since) {
        var trigger = regular(id);
        if (trigger != null) {
            trigger.getJobDataMap().put(PAUSED, since.toString());
            replace(trigger, trigger.getNextFireTime());
            unchecked(() -> {
                scheduler.pauseTrigger(trigger.getKey());
                return null;
            });
            unchecked(() -> scheduler.unscheduleJob(wakeKey(id)));
        }
    }

    /** Resumes automatic runs of the job from its next time on; there is no catch-up. */
    void resume(String id) {
        var trigger = regular(id);
        if (trigger != null && trigger.getJobDataMap().remove(PAUSED) != null) {
            skipToFuture(trigger);
        }
    }

    /** Merges regular runs that are already due into the run that has just begun. */
    void coalesce(String id) {
        var trigger = regular(id);
        if (trigger != null
                && !trigger.getJobDataMap().containsKey(PAUSED)
                && !trigger.getNextFireTime().toInstant().isAfter(clock.instant())) {
            skipToFuture(trigger);
        }
    }

    private void skipToFuture(OperableTrigger trigger) {
        replace(trigger, trigger.getFireTimeAfter(Date.from(clock.instant())));
    }

    // Quartz keeps the last fire time of a replaced trigger, but calculates the next from its start time.
    private void replace(OperableTrigger trigger, Date next) {
        trigger.setStartTime(next);
        unchecked(() -> scheduler.rescheduleJob(trigger.getKey(), trigger));
    }

    /** Requests a manual run of the job now. Returns false if it already runs or was requested. */
    boolean runNow(String id) {
        if (isRunning(id) || isRequested(id)) {
            return false;
        }
        var trigger = once(id, manualKey(id))
                .usingJobData(QuartzDispatcher.CAUSE, RunCause.MANUAL.name())
                .build();
        return unchecked(() -> storedUnlessThere(trigger));
    }

    /** Whether a manual run was requested and has not ended yet. */
    boolean isRequested(String id) {
        return state(manualKey(id)) != TriggerState.NONE;
    }

    /** On PostgreSQL, two nodes may request it at once, and both find nothing. */
    private boolean storedUnlessThere(Trigger trigger) throws SchedulerException {
        try {
            scheduler.scheduleJob(trigger);
            return true;
        } catch (ObjectAlreadyExistsException e) {
            return false;
        }
    }

    /**
     * Requests another run of the job, after the current one if it runs. Has no effect if one is already requested,
     * or while the job is paused.
     */
    void wake(String id) {
        lock.take();
        if (pausedSince(id).isPresent()) {
            return;
        }
        var key = wakeKey(id);
        var trigger = once(id, key).build();
        switch (state(key)) {
            case NONE -> unchecked(() -> scheduler.scheduleJob(trigger));
            // It has fired, and the run may be past the point where it would see new work.
            case COMPLETE -> unchecked(() -> scheduler.rescheduleJob(key, trigger));
            case NORMAL, BLOCKED, PAUSED, ERROR -> {
                // It is still to fire.
            }
        }
    }

    private TriggerState state(TriggerKey key) {
        return unchecked(() -> scheduler.getTriggerState(key));
    }

    private @Nullable OperableTrigger regular(String id) {
        return (OperableTrigger) unchecked(() -> scheduler.getTrigger(TriggerKey.triggerKey(id, GROUP)));
    }

    private static Trigger trigger(ScheduledJob job) {
        return TriggerBuilder.newTrigger()
                .withIdentity(job.id(), GROUP)
                .forJob(jobKey(job.id()))
                .withSchedule(builder(job.schedule()))
                .build();
    }

    private static TriggerBuilder<?> once(String id, TriggerKey key) {
        return TriggerBuilder.newTrigger()
                .withIdentity(key)
                .forJob(jobKey(id))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires());
    }

    private static ScheduleBuilder<?> builder(Schedule schedule) {
        if (schedule instanceof Schedule.Every every) {
            return SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInMilliseconds(every.interval().toMillis())
                    .repeatForever()
                    .withMisfireHandlingInstructionIgnoreMisfires();
        }
        return CronScheduleBuilder.cronSchedule(schedule.expression())
                .inTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC))
                .withMisfireHandlingInstructionIgnoreMisfires();
    }

    private boolean isAsWanted(Trigger stored, Schedule schedule) {
        if (stored.getMisfireInstruction() != Trigger.MISFIRE_INSTRUCTION_IGNORE_MISFIRE_POLICY) {
            return false;
        }
        // After the clock was set back, it must not wait for the time it came from.
        if (schedule.isBeyond(stored.getNextFireTime().toInstant(), TimesAhead.now(clock))) {
            return false;
        }
        if (schedule instanceof Schedule.Every every) {
            return stored instanceof SimpleTrigger simple
                    && simple.getRepeatInterval() == every.interval().toMillis();
        }
        return stored instanceof CronTrigger cron && cron.getCronExpression().equals(schedule.expression());
    }

    private static TriggerKey manualKey(String id) {
        return TriggerKey.triggerKey("manual", id);
    }

    private static TriggerKey wakeKey(String id) {
        return TriggerKey.triggerKey("wake", id);
    }

    private static JobKey jobKey(String id) {
        return JobKey.jobKey(id, GROUP);
    }
}
