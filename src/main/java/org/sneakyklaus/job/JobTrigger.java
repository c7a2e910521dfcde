package org.sneakyklaus.job;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.DemoMode;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Runs, pauses and resumes a recurring job at the admin's request. */
@Component
@Transactional
public class JobTrigger {

    private static final Logger log = LoggerFactory.getLogger(JobTrigger.class);

    private final JobCatalog jobs;
    private final RecurringTriggers triggers;
    private final RetryTriggers retries;
    private final DemoMode demo;
    private final Clock clock;

    JobTrigger(JobCatalog jobs, RecurringTriggers triggers, RetryTriggers retries, DemoMode demo, Clock clock) {
        this.jobs = jobs;
        this.triggers = triggers;
        this.retries = retries;
        this.demo = demo;
        this.clock = clock;
    }

    /**
     * Runs the job at once, in the background, even while it is paused.
     *
     * @throws NotFoundException if there is no such recurring job for the admin
     * @throws RuleViolation while it runs
     */
    public void runNow(String jobId) {
        refuseUnknown(jobId);
        if (!triggers.runNow(jobId)) {
            throw RuleViolation.of("job.run.already");
        }
        log.info("Run of {} requested by the admin", jobId);
    }

    /**
     * Stops automatic runs of the job until it is resumed; a current run continues. Has no effect if already paused.
     *
     * @throws NotFoundException if there is no such recurring job for the admin
     * @throws RuleViolation in a demo, whose reset needs the others
     */
    public void pause(String jobId) {
        refuseUnknown(jobId);
        demo.refuse("job.pause.demo");
        if (triggers.pausedSince(jobId).isEmpty()) {
            triggers.pause(jobId, clock.instant());
            retries.remove(jobId);
            log.warn("Job {} paused by the admin", jobId);
        }
    }

    /**
     * Resumes automatic runs of the job, from its next time on.
     *
     * @throws NotFoundException if there is no such recurring job for the admin
     */
    public void resume(String jobId) {
        refuseUnknown(jobId);
        triggers.resume(jobId);
        log.info("Job {} resumed by the admin", jobId);
    }

    private void refuseUnknown(String jobId) {
        if (jobs.recurring(jobId).filter(ScheduledJob::isForAdmin).isEmpty()) {
            throw new NotFoundException("job " + jobId);
        }
    }
}
