package org.sneakyklaus.job;

import static org.sneakyklaus.job.quartz.SchedulingException.unchecked;

import java.time.Clock;
import java.util.List;
import org.quartz.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.job.history.RunCause;
import org.sneakyklaus.job.quartz.TriggerLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Triggers in Quartz's tables that can never fire, because the class of their job is missing or their data is
 * unreadable. One of them may prevent Quartz from firing any other, and Quartz cannot remove what it cannot read, so
 * this bypasses it.
 */
@Component
class BrokenTriggers {

    private static final Logger log = LoggerFactory.getLogger(BrokenTriggers.class);

    private final Scheduler scheduler;
    private final JdbcClient jdbc;
    private final TriggerLock lock;
    private final JobCatalog jobs;
    private final JobRuns runs;
    private final Clock clock;

    BrokenTriggers(Scheduler scheduler, JdbcClient jdbc, TriggerLock lock, JobCatalog jobs, JobRuns runs, Clock clock) {
        this.scheduler = scheduler;
        this.jdbc = jdbc;
        this.lock = lock;
        this.jobs = jobs;
        this.runs = runs;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    List<StoredTrigger> find() {
        return jdbc
                .sql("""
                        SELECT t.trigger_name, t.trigger_group, t.trigger_state, t.job_name, t.job_group,
                            t.next_fire_time, s.trigger_name AS simple, c.cron_expression, j.job_class_name,
                            j.job_data, t.job_data AS trigger_data
                        FROM qrtz_triggers t
                        LEFT JOIN qrtz_job_details j ON j.sched_name = t.sched_name
                            AND j.job_name = t.job_name AND j.job_group = t.job_group
                        LEFT JOIN qrtz_simple_triggers s ON s.sched_name = t.sched_name
                            AND s.trigger_name = t.trigger_name AND s.trigger_group = t.trigger_group
                        LEFT JOIN qrtz_cron_triggers c ON c.sched_name = t.sched_name
                            AND c.trigger_name = t.trigger_name AND c.trigger_group = t.trigger_group
                        WHERE t.sched_name = :scheduler""")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .query(StoredTrigger::of)
                .list()
                .stream()
                .filter(trigger -> trigger.defect(jobs).isPresent())
                .toList();
    }

    /**
     * Removes the trigger, and its job if that has no other, and records a failed run. Has no effect if another node
     * was faster.
     */
    @Transactional
    void remove(StoredTrigger trigger) {
        lock.take();
        for (var table :
                List.of("qrtz_simple_triggers", "qrtz_cron_triggers", "qrtz_simprop_triggers", "qrtz_blob_triggers")) {
            delete(table, trigger);
        }
        if (delete("qrtz_triggers", trigger) == 0) {
            return;
        }
        // Quartz would try to recover a run of an unreadable job, and not start.
        for (var table : List.of("qrtz_fired_triggers", "qrtz_job_details")) {
            jdbc.sql("DELETE FROM " + table + " WHERE sched_name = :scheduler AND job_name = :job"
                            + " AND job_group = :group AND NOT EXISTS (SELECT 1 FROM qrtz_triggers t"
                            + " WHERE t.sched_name = :scheduler AND t.job_name = :job AND t.job_group = :group)")
                    .param("scheduler", unchecked(scheduler::getSchedulerName))
                    .param("job", trigger.jobName())
                    .param("group", trigger.jobGroup())
                    .update();
        }
        var defect = "Its trigger was removed: " + trigger.defect(jobs).orElse("it was broken");
        log.error("Trigger {} of job {} could never fire. {}", trigger.name(), trigger.jobName(), defect);
        var due = new DueRun(
                trigger.jobName(), trigger.type(), null, trigger.next(), RunCause.SCHEDULE, FailedRuns.NO_RETRY);
        runs.ended(due, clock.instant(), JobOutcome.failed(defect));
    }

    private int delete(String table, StoredTrigger trigger) {
        return jdbc.sql("DELETE FROM " + table + " WHERE sched_name = ? AND trigger_name = ? AND trigger_group = ?")
                .params(unchecked(scheduler::getSchedulerName), trigger.name(), trigger.group())
                .update();
    }
}
