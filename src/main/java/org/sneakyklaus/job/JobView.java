package org.sneakyklaus.job;

import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A recurring job as the admin sees it; times in UTC.
 *
 * @param nextRun null when it will not run by itself
 * @param lastRun null when no run is on record
 */
public record JobView(
        String id,
        Schedule schedule,
        boolean running,
        @Nullable ZonedDateTime nextRun,
        @Nullable RunView lastRun) {}
