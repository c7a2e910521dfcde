package org.sneakyklaus.job;

import static org.sneakyklaus.job.SchedulingException.unchecked;

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
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether jobs run at all. Quartz may believe that it runs while nothing is fired, so the last regular run of
 * {@code dispatch_outbox}, of whichever node, is looked up in its own table: the heartbeat of the scheduler.
 *
 * <p>It is not asked for before that job could run: there is none right after the start and while it is paused, and
 * only whether the scheduler runs is known then.
 */
@Component
public class JobHeartbeat {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Scheduler scheduler;
    private final RunningScheduler running;
    private final JobCatalog catalog;
    private final JdbcClient jdbc;
    private final Clock clock;

    /** From when on a heartbeat can be expected. */
    private volatile Instant expectedSince;

    JobHeartbeat(
            Scheduler scheduler, RunningScheduler running, JobCatalog catalog, ProbeDataSource probing, Clock clock) {
        this.scheduler = scheduler;
        this.running = running;
        this.catalog = catalog;
        this.jdbc = JdbcClient.create(probing.dataSource());
        this.clock = clock;
        this.expectedSince = running.expectedSince(clock.instant());
    }

    /**
     * What is known now.
     *
     * @param running whether the scheduler is started and neither held nor ended
     * @param jobs how many jobs are in the store, those of exchanges included
     * @param next when the next of all jobs is due, or null when none is
     * @param last when the last heartbeat was, or since when one can be expected if that is later; lies in the future
     *     after the clock was set back
     * @param paused the recurring jobs that are paused
     * @param ahead the recurring jobs whose next run is later than their schedules can want, since the clock ran ahead
     */
    public record ReadDataSource(
            boolean running, long jobs, @Nullable Instant next, Instant last, Set<String> paused, Set<String> ahead) {

        /** How the scheduler is doing, seen at this instant. */
        public SchedulerState state(Instant now) {
            if (!running) {
                return SchedulerState.STANDBY;
            }
            // Also after the clock was set back: what is due is then waited for as long.
            var silent = Duration.between(last, now).abs().compareTo(PATIENCE) > 0;
            return silent ? SchedulerState.STALLED : SchedulerState.RUNNING;
        }
    }

    /** Looks, on the connection for probes. */
    public ReadDataSource read() {
        var recurring = recurring();
        var paused = new TreeSet<String>();
        recurring.stream().filter(Regular::isPaused).forEach(job -> paused.add(job.id()));
        var now = clock.instant();
        if (paused.contains(OutboxWaker.DISPATCH_OUTBOX) || now.isBefore(expectedSince)) {
            expectedSince = now;
        }
        return new ReadDataSource(running.isRunning(), jobs(), next(), last(recurring), paused, ahead(recurring));
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
                .filter(job -> job.id().equals(OutboxWaker.DISPATCH_OUTBOX))
                .map(Regular::lastFired)
                .filter(fired -> fired.isAfter(expectedSince))
                .findAny()
                .orElse(expectedSince);
    }

    /** The regular trigger of a recurring job; one that never fired did so long ago. */
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
