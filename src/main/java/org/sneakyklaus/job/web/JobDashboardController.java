package org.sneakyklaus.job.web;

import org.sneakyklaus.job.ComingRuns;
import org.sneakyklaus.job.JobQueries;
import org.sneakyklaus.job.SchedulerQueries;
import org.sneakyklaus.job.history.RunQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the state of the jobs. */
@Controller
class JobDashboardController {

    private static final int COMING = 50;
    private static final int MISSED = 20;

    private final SchedulerQueries scheduler;
    private final JobQueries jobs;
    private final RunQueries runs;
    private final ComingRuns coming;
    private final AdminTimes times;

    JobDashboardController(
            SchedulerQueries scheduler, JobQueries jobs, RunQueries runs, ComingRuns coming, AdminTimes times) {
        this.scheduler = scheduler;
        this.jobs = jobs;
        this.runs = runs;
        this.coming = coming;
        this.times = times;
    }

    @GetMapping("/admin/jobs")
    String show(Model model) {
        model.addAttribute(
                "page",
                new JobsPage(
                        scheduler.now(),
                        jobs.recurring(),
                        runs.running(),
                        runs.missed(MISSED),
                        coming.next(COMING),
                        times.now()));
        return "job/jobs";
    }
}
