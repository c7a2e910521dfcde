package org.sneakyklaus.job.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.function.Function;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.exchange.ExchangeBatches;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.job.JobWaker;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.Schedule.Daily;
import org.sneakyklaus.job.Schedule.Every;
import org.sneakyklaus.job.Schedule.Hourly;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.sneakyklaus.job.history.JobRunRepository;
import org.sneakyklaus.outbox.OutboxSender;
import org.sneakyklaus.outbox.UndeliveredReport;
import org.sneakyklaus.retention.Cleanup;
import org.sneakyklaus.retention.Purge;
import org.sneakyklaus.retention.RetentionPolicy;
import org.sneakyklaus.support.MailCapture;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Every recurring job with its schedule; times are in UTC. Only the nightly backup is elsewhere, in {@code operation}: it
 * knows files.
 */
@Configuration(proxyBeanMethods = false)
class RecurringJobs {

    private static final int COMPLETED_AT_ONCE = 500;
    private static final Duration RUNS_KEPT = Duration.ofDays(90);

    @Bean
    ScheduledJob dispatchOutbox(OutboxSender outbox, JobWaker waker, MailCapture capture) {
        var every30Seconds = new Every(Duration.ofSeconds(30));
        return ScheduledJob.of(JobWaker.DISPATCH_OUTBOX, every30Seconds, false, planned -> {
            var result = outbox.deliverDue();
            if (result.moreDue()) {
                waker.wakeSoon(JobWaker.DISPATCH_OUTBOX);
            }
            return JobOutcome.of(capture.active() ? "captured" : "sent", result.sent())
                    .and("failed", result.failed());
        });
    }

    /** Completes drawn exchanges whose date has passed; a failed one does not stop the rest. */
    @Bean
    ScheduledJob autoCompleteExchanges(ExchangeQueries exchanges, ExchangeLifecycle lifecycle, Batches transactions) {
        return job("auto_complete_exchanges", new Daily(LocalTime.MIDNIGHT), planned -> {
            var batches = new ExchangeBatches("complete", ids -> transactions.one(() -> lifecycle.completeDue(ids)))
                    .runAll(exchanges.dueForCompletion(), COMPLETED_AT_ONCE);
            return JobOutcome.of("completed", batches.done())
                    .but(batches.reportFailures().stream().toList());
        });
    }

    @Bean
    ScheduledJob cleanupExpiredSessions(Cleanup cleanup) {
        return job(
                "cleanup_expired_sessions",
                new Daily(LocalTime.of(3, 0)),
                planned -> deleted(cleanup.deleteExpiredSessions(), "sessions"));
    }

    /** Deletes expired links, and overwrites what anything deleted within the hour. */
    @Bean
    ScheduledJob cleanupExpiredTokens(Cleanup cleanup, Purge purge) {
        return job(
                "cleanup_expired_tokens",
                new Hourly(),
                planned -> deleted(cleanup.deleteExpiredTokens(), "tokens").but(purge.eraseRemains()));
    }

    @Bean
    ScheduledJob cleanupExpiredRateLimits(Cleanup cleanup) {
        return job(
                "cleanup_expired_rate_limits",
                new Daily(LocalTime.of(4, 0)),
                planned -> deleted(cleanup.deleteExpiredRateLimits(), "limits"));
    }

    /** Deletes the runs that were due more than 90 days ago and are no longer running. */
    @Bean
    ScheduledJob pruneJobExecutions(JobRunRepository runs, Batches batches, Clock clock) {
        return job("prune_job_executions", new Daily(LocalTime.of(5, 0)), planned -> {
            var before = clock.instant().minus(RUNS_KEPT);
            var pruned = batches.run(atMost -> runs.deleteOlder(before, atMost));
            return deleted(pruned, "runs");
        });
    }

    /** Sends the organiser a daily email about emails that did not arrive, if there are any. */
    @Bean
    ScheduledJob tellOfUndeliveredMail(UndeliveredReport mails) {
        return job(
                "tell_of_undelivered_mail",
                new Daily(LocalTime.of(6, 0)),
                planned -> JobOutcome.of("undelivered", mails.tellOfNew()));
    }

    /** Warns the organiser of exchanges that ended long ago, and deletes them a week later. */
    @Bean
    ScheduledJob purgeOldExchanges(Purge purge) {
        return job("purge_old_exchanges", new Daily(RetentionPolicy.DAILY_AT), planned -> {
            var result = purge.run(planned);
            return JobOutcome.of("warned", result.warned())
                    .and("purged", result.purged())
                    .and("people", result.people())
                    .and("emails", result.mails())
                    .but(result.problems());
        });
    }

    private static ScheduledJob job(String id, Schedule schedule, Function<Instant, JobOutcome> work) {
        return ScheduledJob.of(id, schedule, true, work);
    }

    /** If the application stops, the next run deletes the rest. */
    static JobOutcome deleted(Batches.Result result, String word) {
        var deleted = JobOutcome.of(word, result.rows());
        return result.complete() ? deleted : deleted.and("unfinished", 1);
    }
}
