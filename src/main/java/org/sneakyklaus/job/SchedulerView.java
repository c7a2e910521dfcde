package org.sneakyklaus.job;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the scheduler is doing.
 *
 * @param jobs how many jobs are in the store, those of exchanges included
 * @param heartbeat when it last fired, or since when that can be expected
 * @param next when the next of all jobs is due, or null when none is
 * @param nodes the names of the machines that share the work; empty when this one is alone
 */
public record SchedulerView(
        SchedulerState state,
        long jobs,
        Instant heartbeat,
        @Nullable Instant next,
        Set<String> nodes) {}
