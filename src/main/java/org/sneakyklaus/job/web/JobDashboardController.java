package org.sneakyklaus.job.web;

import org.sneakyklaus.job.JobQueries;
import org.sneakyklaus.job.JobTrigger;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows the jobs, and runs a recurring one when the admin asks. */
@Controller
@RequestMapping("/admin/jobs")
class JobDashboardController {

    private final JobQueries queries;
    private final JobTrigger trigger;

    JobDashboardController(JobQueries queries, JobTrigger trigger) {
        this.queries = queries;
        this.trigger = trigger;
    }

    @GetMapping
    String show(Model model) {
        model.addAttribute("page", new JobsPage(queries.recurring(), queries.coming(), queries.lastRuns()));
        return "job/jobs";
    }

    @PostMapping("/{jobId}/run")
    String run(@PathVariable String jobId, RedirectAttributes redirect) {
        trigger.runNow(jobId);
        Flash.say(redirect, "job.run.started");
        return "redirect:/admin/jobs";
    }
}
