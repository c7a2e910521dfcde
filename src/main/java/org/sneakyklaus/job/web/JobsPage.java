package org.sneakyklaus.job.web;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sneakyklaus.job.ComingView;
import org.sneakyklaus.job.JobStatus;
import org.sneakyklaus.job.JobView;
import org.sneakyklaus.job.SchedulerState;
import org.sneakyklaus.job.SchedulerView;
import org.sneakyklaus.job.history.MissedView;
import org.sneakyklaus.job.history.RunView;

/**
 * The content of the jobs page.
 *
 * @param missed the missed runs of the last days
 */
record JobsPage(
        SchedulerView scheduler,
        List<JobView> jobs,
        List<RunView> running,
        List<MissedView> missed,
        List<ComingView> coming,
        AdminTime time) {

    private static final Set<JobStatus> NOT_WELL = EnumSet.of(JobStatus.FAILED, JobStatus.MISSED);

    /** Returns the jobs, those with failed or missed runs first. */
    public List<JobView> inOrder() {
        return jobs.stream()
                .sorted(Comparator.comparing(job -> !NOT_WELL.contains(job.status())))
                .toList();
    }

    public RunChart chart(JobView job) {
        return RunChart.of(job.lastRuns());
    }

    /** Returns the colour of the badge. */
    public String tone(JobStatus status) {
        return switch (status) {
            case RUNNING, REQUESTED -> "info";
            case PAUSED, MISSED -> "warning";
            case FAILED -> "danger";
            case WAITING -> "success";
        };
    }

    /** Returns the colour of the badge. */
    public String tone(SchedulerState state) {
        return switch (state) {
            case RUNNING -> "success";
            case STALLED, STANDBY -> "danger";
        };
    }
}
