package org.sneakyklaus.job;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Runs, pauses and resumes a recurring job because the admin asks for it. */
@Component
@Transactional
public class JobTrigger {

    private static final Logger log = LoggerFactory.getLogger(JobTrigger.class);

    private final JobCatalog jobs;
    private final RecurringTriggers triggers;
    private final RetryTriggers retries;
    private final Clock clock;

    JobTrigger(JobCatalog jobs, RecurringTriggers triggers, RetryTriggers retries, Clock clock) {
        this.jobs = jobs;
        this.triggers = triggers;
        this.retries = retries;
        this.clock = clock;
    }

    /**
     * Has the job run at once, in the background, also while it is paused.
     *
     * @throws NotFoundException when there is no such recurring job
     * @throws RuleViolation while it runs
     */
    public void runNow(String jobId) {
        refuseUnknown(jobId);
        if (!triggers.runNow(jobId)) {
            throw RuleViolation.of("job.run.already");
        }
        log.info("The admin asked for a run of {}", jobId);
    }

    /**
     * Lets the job run no more by itself until it is resumed; a run that has begun goes on. Pausing twice changes
     * nothing.
     *
     * @throws NotFoundException when there is no such recurring job
     */
    public void pause(String jobId) {
        refuseUnknown(jobId);
        if (triggers.pausedSince(jobId).isEmpty()) {
            triggers.pause(jobId, clock.instant());
            retries.remove(jobId);
            log.warn("The admin paused {}", jobId);
        }
    }

    /**
     * Lets the job run by itself again, from its next time on.
     *
     * @throws NotFoundException when there is no such recurring job
     */
    public void resume(String jobId) {
        refuseUnknown(jobId);
        triggers.resume(jobId);
        log.info("The admin resumed {}", jobId);
    }

    private void refuseUnknown(String jobId) {
        if (jobs.recurring(jobId).isEmpty()) {
            throw new NotFoundException("job " + jobId);
        }
    }
}
