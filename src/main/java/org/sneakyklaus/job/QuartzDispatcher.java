package org.sneakyklaus.job;

import java.time.Instant;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.sneakyklaus.job.history.DueRun;
import org.sneakyklaus.job.history.RunCause;

/**
 * Passes due runs from Quartz to their jobs. The only class named in Quartz's tables, for every job: never rename or
 * move it, or no stored job can run any more.
 */
@DisallowConcurrentExecution
final class QuartzDispatcher implements Job {

    /** The keys of the job data; all values are text. */
    static final String TYPE = "job";

    static final String EXCHANGE = "exchange";
    static final String CAUSE = "cause";
    /** The planned time of a retry, which itself fires later. */
    static final String PLANNED = "planned";

    static final String RETRIES = "retries";

    private final JobRunner runner;

    QuartzDispatcher(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public void execute(JobExecutionContext context) {
        var data = context.getMergedJobDataMap();
        var exchange = data.getString(EXCHANGE);
        var retries = data.getString(RETRIES);
        runner.run(new DueRun(
                context.getJobDetail().getKey().getName(),
                data.getString(TYPE),
                exchange == null ? null : Long.valueOf(exchange),
                planned(context, data),
                cause(context, data),
                retries == null ? 0 : Integer.parseInt(retries)));
    }

    private static Instant planned(JobExecutionContext context, JobDataMap data) {
        var planned = data.getString(PLANNED);
        return planned == null ? context.getScheduledFireTime().toInstant() : Instant.parse(planned);
    }

    private static RunCause cause(JobExecutionContext context, JobDataMap data) {
        if (context.isRecovering()) {
            return RunCause.RECOVERY;
        }
        return data.containsKey(CAUSE) ? RunCause.valueOf(data.getString(CAUSE)) : RunCause.SCHEDULE;
    }
}
