package org.sneakyklaus.job;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Runs a recurring job because the admin asks for it. */
@Component
@Transactional
public class JobTrigger {

    private static final Logger log = LoggerFactory.getLogger(JobTrigger.class);

    private final List<ScheduledJob> jobs;
    private final RecurringTriggers triggers;

    JobTrigger(List<ScheduledJob> jobs, RecurringTriggers triggers) {
        this.jobs = jobs;
        this.triggers = triggers;
    }

    /**
     * Has the job run at once, in the background.
     *
     * @throws NotFoundException when there is no such recurring job
     * @throws RuleViolation while it runs
     */
    public void runNow(String jobId) {
        if (jobs.stream().noneMatch(job -> job.id().equals(jobId))) {
            throw new NotFoundException("job " + jobId);
        }
        if (!triggers.runNow(jobId)) {
            throw RuleViolation.of("job.run.already");
        }
        log.info("The admin asked for a run of {}", jobId);
    }
}
