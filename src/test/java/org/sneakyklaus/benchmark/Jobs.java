package org.sneakyklaus.benchmark;

import java.util.List;
import org.sneakyklaus.job.ScheduledJob;

/** Finds a job. */
final class Jobs {

    private Jobs() {}

    static ScheduledJob named(String id, List<ScheduledJob> jobs) {
        return jobs.stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
    }
}
