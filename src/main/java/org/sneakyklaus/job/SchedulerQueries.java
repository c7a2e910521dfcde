package org.sneakyklaus.job;

import java.time.Clock;
import org.sneakyklaus.job.quartz.JobNodes;
import org.springframework.stereotype.Component;

/** Reads the state of the scheduler as a whole. */
@Component
public class SchedulerQueries {

    private final JobHeartbeat heartbeat;
    private final JobNodes nodes;
    private final Clock clock;

    SchedulerQueries(JobHeartbeat heartbeat, JobNodes nodes, Clock clock) {
        this.heartbeat = heartbeat;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** Whether another node continues when this one stops. */
    public boolean hasOtherNodes() {
        return nodes.alive().stream().anyMatch(node -> !node.equals(nodes.own()));
    }

    /** Returns its current state. */
    public SchedulerView now() {
        var reading = heartbeat.read();
        return new SchedulerView(
                reading.state(clock.instant()), reading.jobs(), reading.last(), reading.next(), nodes.alive());
    }
}
