package org.sneakyklaus.job.quartz;

import static org.sneakyklaus.job.quartz.SchedulingException.unchecked;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;
import org.sneakyklaus.database.ProbeDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The running applications that share one job store; always a single one on SQLite. Read on the connection for
 * probes.
 */
@Component
public class JobNodes {

    /** The name of a single node, as always on SQLite. */
    public static final String ALONE = StdSchedulerFactory.DEFAULT_INSTANCE_ID;

    /** A little more than three check-in intervals. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Scheduler scheduler;
    private final JdbcClient jdbc;
    private final Clock clock;

    JobNodes(Scheduler scheduler, ProbeDataSource probing, Clock clock) {
        this.scheduler = scheduler;
        this.jdbc = JdbcClient.create(probing.dataSource());
        this.clock = clock;
    }

    /** Returns the name of this node. */
    public String own() {
        return unchecked(scheduler::getSchedulerInstanceId);
    }

    /** Returns the names of the nodes that checked in recently; empty on SQLite, and before the scheduler starts. */
    public Set<String> alive() {
        return jdbc.sql("""
                        SELECT instance_name FROM qrtz_scheduler_state
                        WHERE sched_name = :scheduler AND last_checkin_time > :since""")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .param("since", clock.instant().minus(SILENCE).toEpochMilli())
                .query((row, number) -> row.getString("instance_name"))
                .set();
    }
}
