package org.sneakyklaus.job.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.job.JobQueries;
import org.sneakyklaus.job.history.RunOutcome;
import org.sneakyklaus.job.history.RunQueries;
import org.sneakyklaus.job.history.RunView;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Shows the job history. */
@Controller
class JobHistoryController {

    /**
     * @param job the type of job to show, or null for all
     * @param outcome the outcome to show, or null for all
     */
    record HistoryPage(
            Page<RunView> runs,
            @Nullable String job,
            @Nullable RunOutcome outcome,
            List<String> jobs,
            List<RunOutcome> outcomes,
            AdminTime time) {

        /** Returns the address of this list, to which the page number is appended. */
        public String url() {
            return UriComponentsBuilder.fromPath("/admin/jobs/history")
                    .queryParamIfPresent("job", Optional.ofNullable(job))
                    .queryParamIfPresent("outcome", Optional.ofNullable(outcome))
                    .encode()
                    .toUriString();
        }
    }

    private final RunQueries runs;
    private final JobQueries jobs;
    private final AdminTimes times;

    JobHistoryController(RunQueries runs, JobQueries jobs, AdminTimes times) {
        this.runs = runs;
        this.jobs = jobs;
        this.times = times;
    }

    @GetMapping("/admin/jobs/history")
    String show(
            @RequestParam(required = false) @Nullable String job,
            @RequestParam(required = false) @Nullable RunOutcome outcome,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        var types = jobs.types();
        var type = types.contains(job) ? job : null;
        model.addAttribute(
                "page",
                new HistoryPage(
                        runs.history(type, outcome, Math.max(0, page)),
                        type,
                        outcome,
                        types,
                        Arrays.asList(RunOutcome.values()),
                        times.now()));
        return "job/history";
    }
}
