package org.sneakyklaus.testsupport;

import java.util.List;
import org.sneakyklaus.job.ScheduledJob;

/** Finds a job. */
public final class Jobs {

    private Jobs() {}

    public static ScheduledJob named(String id, List<ScheduledJob> jobs) {
        return jobs.stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
    }
}
