package org.sneakyklaus.job;

import static org.sneakyklaus.job.quartz.SchedulingException.unchecked;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.quartz.JobBuilder;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.sneakyklaus.job.quartz.TriggerLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The triggers of exchanges in Quartz: one job and one trigger for each planned run, both named by the run's id, in
 * one group for each exchange. Joins the caller's transaction, which is required.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ExchangeTriggers {

    private static final String GROUP = "exchange_";

    private final Scheduler scheduler;
    private final JdbcClient jdbc;
    private final TriggerLock lock;

    ExchangeTriggers(Scheduler scheduler, JdbcClient jdbc, TriggerLock lock) {
        this.scheduler = scheduler;
        this.jdbc = jdbc;
        this.lock = lock;
    }

    /** Adds a run, in place of a retry of the same job that was planned for another time. */
    void add(PlannedRun run) {
        remove(run);
        var job = JobBuilder.newJob(QuartzDispatcher.class)
                .withIdentity(key(run))
                .usingJobData(QuartzDispatcher.TYPE, run.type())
                .usingJobData(QuartzDispatcher.EXCHANGE, String.valueOf(run.exchangeId()))
                .requestRecovery()
                .build();
        var trigger = TriggerBuilder.newTrigger()
                .withIdentity(run.jobId(), group(run.exchangeId()))
                .withDescription(run.type())
                .startAt(Date.from(run.at()))
                // However late, it fires with its planned time; the job side decides whether it still runs.
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
                .build();
        unchecked(() -> scheduler.scheduleJob(job, trigger));
    }

    void remove(PlannedRun run) {
        unchecked(() -> scheduler.deleteJob(key(run)));
    }

    /** Returns whether its job will run, if only as a retry, or is running. */
    boolean isPlanned(PlannedRun run) {
        return unchecked(() -> scheduler.checkExists(key(run)));
    }

    /** Removes all runs of these exchanges; usually there are none left. */
    void removeAll(Set<Long> exchangeIds) {
        var keys = jdbc.sql("""
                        SELECT job_name, job_group FROM qrtz_job_details
                        WHERE sched_name = :scheduler AND job_group IN (:groups)""")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .param(
                        "groups",
                        exchangeIds.stream().map(ExchangeTriggers::group).toList())
                .query((row, number) -> JobKey.jobKey(row.getString("job_name"), row.getString("job_group")))
                .list();
        if (!keys.isEmpty()) {
            unchecked(() -> scheduler.deleteJobs(keys));
        }
    }

    /** Prevents changes by other nodes until the transaction ends. */
    void hold() {
        lock.take();
    }

    /** Returns the stored runs of these exchanges, by one query: Quartz would need two for each trigger. */
    List<PlannedRun> of(List<Long> exchangeIds) {
        return jdbc.sql("""
                        SELECT trigger_group, trigger_name, description, start_time FROM qrtz_triggers
                        WHERE sched_name = :scheduler AND trigger_group IN (:groups)""")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .param(
                        "groups",
                        exchangeIds.stream().map(ExchangeTriggers::group).toList())
                .query(ExchangeTriggers::run)
                .list();
    }

    /** Returns the exchanges with stored runs. */
    Set<Long> exchangeIds() {
        return jdbc.sql("""
                        SELECT DISTINCT trigger_group FROM qrtz_triggers
                        WHERE sched_name = :scheduler AND trigger_group LIKE 'exchange!_%' ESCAPE '!'""")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .query((row, number) -> exchangeId(row.getString("trigger_group")))
                .set();
    }

    /** Returns the next stored runs, at most {@code atMost}. */
    List<PlannedRun> next(int atMost) {
        return jdbc.sql("""
                        SELECT trigger_group, trigger_name, description, start_time FROM qrtz_triggers
                        WHERE sched_name = :scheduler AND trigger_group LIKE 'exchange!_%' ESCAPE '!'
                        ORDER BY start_time, trigger_name LIMIT :most""")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .param("most", atMost)
                .query(ExchangeTriggers::run)
                .list();
    }

    private static PlannedRun run(ResultSet row, int number) throws SQLException {
        return new PlannedRun(
                exchangeId(row.getString("trigger_group")),
                row.getString("trigger_name"),
                row.getString("description"),
                Instant.ofEpochMilli(row.getLong("start_time")));
    }

    private static long exchangeId(String group) {
        return Long.parseLong(group.substring(GROUP.length()));
    }

    static String group(long exchangeId) {
        return GROUP + exchangeId;
    }

    private static JobKey key(PlannedRun run) {
        return JobKey.jobKey(run.jobId(), group(run.exchangeId()));
    }
}
