package org.sneakyklaus.job.jobs;

import java.time.Instant;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.retention.Purge;
import org.sneakyklaus.retention.RetentionPolicy;
import org.springframework.stereotype.Component;

/** Warns the admin of exchanges that have been over for long, and deletes them a week later. */
@Component
class PurgeOldExchanges implements ScheduledJob {

    private final Purge purge;

    PurgeOldExchanges(Purge purge) {
        this.purge = purge;
    }

    @Override
    public String id() {
        return "purge_old_exchanges";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Daily(RetentionPolicy.DAILY_AT);
    }

    @Override
    public JobOutcome run(Instant planned) {
        var result = purge.run(planned);
        var summary = "%d warned, %d purged: %d people, %d emails"
                .formatted(result.warned(), result.purged(), result.people(), result.mails());
        if (!result.problems().isEmpty()) {
            return JobOutcome.failed(summary, String.join("; ", result.problems()));
        }
        return result.isIdle() ? JobOutcome.idle("nothing to purge") : JobOutcome.done(summary);
    }
}
