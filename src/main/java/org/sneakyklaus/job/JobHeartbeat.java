package org.sneakyklaus.job;

import static org.sneakyklaus.job.quartz.SchedulingException.unchecked;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quartz.Scheduler;
import org.sneakyklaus.database.ProbeDataSource;
import org.sneakyklaus.job.quartz.RunningScheduler;
import org.sneakyklaus.job.quartz.TimesAhead;
import org.sneakyklaus.support.SendingSwitch;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Determines whether jobs run at all. Quartz may believe that it runs while nothing fires, so the heartbeat of the
 * scheduler is the last regular run of {@code dispatch_outbox} on any node, as stored in Quartz's table.
 *
 * <p>There is no heartbeat right after the start or while that job is paused; only whether the scheduler runs is
 * known then.
 */
@Component
public class JobHeartbeat implements SendingSwitch {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Scheduler scheduler;
    private final RunningScheduler running;
    private final JobCatalog catalog;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** The time from which a heartbeat can be expected. */
    private volatile Instant expectedSince;

    JobHeartbeat(
            Scheduler scheduler, RunningScheduler running, JobCatalog catalog, ProbeDataSource probing, Clock clock) {
        this.scheduler = scheduler;
        this.running = running;
        this.catalog = catalog;
        this.jdbc = JdbcClient.create(probing.dataSource());
        this.clock = clock;
        // A command cannot know when the serving application started.
        this.expectedSince = running.isOwn() ? clock.instant() : Instant.EPOCH;
    }

    /**
     * The current readings.
     *
     * @param running whether the scheduler is started, not in standby and not shut down
     * @param jobs number of jobs in the store, including those of exchanges
     * @param next when the next job is due, or null if none is
     * @param last time of the last heartbeat, or from which one can be expected if that is later; in the future
     *     after the clock was set back
     * @param paused the recurring jobs that are paused
     * @param ahead the recurring jobs whose next run is later than their schedule allows, since the clock ran
     *     ahead
     */
    public record Reading(
            boolean running, long jobs, @Nullable Instant next, Instant last, Set<String> paused, Set<String> ahead) {

        /** Returns the state of the scheduler at this instant. */
        public SchedulerState state(Instant now) {
            if (!running) {
                return SchedulerState.STANDBY;
            }
            // Also after the clock was set back: due jobs then wait as long.
            var silent = Duration.between(last, now).abs().compareTo(PATIENCE) > 0;
            return silent ? SchedulerState.STALLED : SchedulerState.RUNNING;
        }
    }

    /** Reads the state, on the connection for probes. */
    public Reading read() {
        var recurring = recurring();
        var paused = new TreeSet<String>();
        recurring.stream().filter(Regular::isPaused).forEach(job -> paused.add(job.id()));
        var now = clock.instant();
        if (paused.contains(JobWaker.DISPATCH_OUTBOX) || now.isBefore(expectedSince)) {
            expectedSince = now;
        }
        return new Reading(running.isRunning(), jobs(), next(), last(recurring), paused, ahead(recurring));
    }

    /** Stops all sending of email while the job that sends it is paused. */
    @Override
    public boolean isOff() {
        return recurring().stream().anyMatch(job -> job.id().equals(JobWaker.DISPATCH_OUTBOX) && job.isPaused());
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        expectedSince = clock.instant();
    }

    private Set<String> ahead(List<Regular> recurring) {
        var now = TimesAhead.now(clock);
        return recurring.stream()
                .filter(job -> catalog.recurring(job.id())
                        .filter(known -> known.schedule().isBeyond(job.nextFiring(), now))
                        .isPresent())
                .map(Regular::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Instant last(List<Regular> recurring) {
        return recurring.stream()
                .filter(job -> job.id().equals(JobWaker.DISPATCH_OUTBOX))
                .map(Regular::lastFired)
                .filter(fired -> fired.isAfter(expectedSince))
                .findAny()
                .orElse(expectedSince);
    }

    /** The regular trigger of a recurring job; one that never fired has the epoch as its last time. */
    private record Regular(String id, String state, Instant lastFired, Instant nextFiring) {

        boolean isPaused() {
            return state.startsWith("PAUSED");
        }
    }

    private List<Regular> recurring() {
        return jdbc.sql("""
                        SELECT trigger_name, trigger_state, prev_fire_time, next_fire_time FROM qrtz_triggers
                        WHERE sched_name = :scheduler AND trigger_group = :group""")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .param("group", RecurringTriggers.GROUP)
                .query((row, number) -> new Regular(
                        row.getString("trigger_name"),
                        row.getString("trigger_state"),
                        Instant.ofEpochMilli(row.getLong("prev_fire_time")),
                        Instant.ofEpochMilli(row.getLong("next_fire_time"))))
                .list();
    }

    private @Nullable Instant next() {
        return jdbc.sql("""
                        SELECT next_fire_time FROM qrtz_triggers
                        WHERE sched_name = :scheduler AND trigger_state IN ('WAITING', 'ACQUIRED')
                        ORDER BY next_fire_time LIMIT 1""")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli)
                .orElse(null);
    }

    private long jobs() {
        return jdbc.sql("SELECT count(*) FROM qrtz_job_details WHERE sched_name = :scheduler")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .query(Long.class)
                .single();
    }
}
