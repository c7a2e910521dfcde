package org.sneakyklaus.job;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * State of the scheduler.
 *
 * @param jobs number of jobs in the store, including those of exchanges
 * @param heartbeat when it last fired, or from when that can be expected
 * @param next when the next job is due, or null if none is
 * @param nodes the names of the machines that share the work; empty if this is the only one
 */
public record SchedulerView(
        SchedulerState state,
        long jobs,
        Instant heartbeat,
        @Nullable Instant next,
        Set<String> nodes) {}
