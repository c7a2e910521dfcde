package org.sneakyklaus.job;

import static org.sneakyklaus.job.SchedulingException.unchecked;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;
import org.sneakyklaus.database.ProbeDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The running applications that share one store of jobs: on SQLite always one alone. Looked up on the connection for probes. */
@Component
class JobNodes {

    /** The name of a node that is alone: on SQLite it always is. */
    static final String ALONE = StdSchedulerFactory.DEFAULT_INSTANCE_ID;

    /** A little more than three of the intervals at which nodes tell that they are alive. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Scheduler scheduler;
    private final JdbcClient jdbc;
    private final Clock clock;

    JobNodes(Scheduler scheduler, ProbeDataSource probing, Clock clock) {
        this.scheduler = scheduler;
        this.jdbc = JdbcClient.create(probing.dataSource());
        this.clock = clock;
    }

    /** The name of this node. */
    String own() {
        return unchecked(scheduler::getSchedulerInstanceId);
    }

    /** The names of those that told that they are alive; nobody does so on SQLite, nor before the scheduler started. */
    Set<String> alive() {
        return jdbc.sql("""
                        SELECT instance_name FROM qrtz_scheduler_state
                        WHERE sched_name = :scheduler AND last_checkin_time > :since""")
                .param("scheduler", unchecked(scheduler::getSchedulerName))
                .param("since", clock.instant().minus(SILENCE).toEpochMilli())
                .query((row, number) -> row.getString("instance_name"))
                .set();
    }
}
