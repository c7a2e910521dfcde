package org.sneakyklaus.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import okhttp3.Dns;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.sneakyklaus.job.history.JobOutcome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The jobs of webhooks. */
@Configuration(proxyBeanMethods = false)
class WebhookJobs {

    static final String DISPATCH = "dispatch_webhooks";

    @Bean
    Dns hostNames() {
        return Dns.SYSTEM;
    }

    /** Sends what is due, and tells of the status if it has changed. */
    @Bean
    ScheduledJob dispatchWebhooks(WebhookDispatch dispatch, StatusNews status) {
        return ScheduledJob.of(DISPATCH, new Schedule.Every(Duration.ofSeconds(30)), false, planned -> {
            status.tell();
            var result = dispatch.deliverDue();
            return JobOutcome.of("sent", result.sent()).and("failed", result.failed());
        });
    }

    /** Deletes old deliveries. */
    @Bean
    ScheduledJob pruneWebhookDeliveries(JdbcClient jdbc, Batches batches, Clock clock) {
        return ScheduledJob.of("prune_webhook_deliveries", new Schedule.Daily(LocalTime.of(5, 0)), true, planned -> {
            var result = batches.run(most -> jdbc.sql("DELETE FROM webhook_delivery WHERE id IN"
                            + " (SELECT id FROM webhook_delivery WHERE created_at < :before LIMIT :most)")
                    .param("before", clock.instant().minus(WebhookQueue.KEPT).toEpochMilli())
                    .param("most", most)
                    .update());
            return JobOutcome.of("deliveries", result.rows());
        });
    }
}
