package org.sneakyklaus.job.web;

import org.sneakyklaus.job.JobTrigger;
import org.sneakyklaus.support.web.Flash;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Runs, pauses and resumes a recurring job at the admin's request. */
@Controller
@RequestMapping("/admin/jobs/{jobId}")
class JobActionController {

    private static final String JOBS = "redirect:/admin/jobs";

    private final JobTrigger trigger;

    JobActionController(JobTrigger trigger) {
        this.trigger = trigger;
    }

    @PostMapping("/run")
    String run(@PathVariable String jobId, RedirectAttributes redirect) {
        trigger.runNow(jobId);
        Flash.say(redirect, "job.run.started");
        return JOBS;
    }

    @PostMapping("/pause")
    String pause(@PathVariable String jobId, RedirectAttributes redirect) {
        trigger.pause(jobId);
        Flash.say(redirect, "job.pause.done");
        return JOBS;
    }

    @PostMapping("/resume")
    String resume(@PathVariable String jobId, RedirectAttributes redirect) {
        trigger.resume(jobId);
        Flash.say(redirect, "job.resume.done");
        return JOBS;
    }
}
