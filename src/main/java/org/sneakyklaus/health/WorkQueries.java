package org.sneakyklaus.health;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.sneakyklaus.health.WorkView.NextRun;
import org.sneakyklaus.job.ComingRuns;
import org.sneakyklaus.job.JobQueries;
import org.sneakyklaus.job.SchedulerQueries;
import org.sneakyklaus.outbox.MailCheck;
import org.sneakyklaus.outbox.OutboxSummaries;
import org.sneakyklaus.webhook.WebhookEndpoints;
import org.springframework.stereotype.Component;

/** Reads the state of the background work, in brief. */
@Component
public class WorkQueries {

    private static final int NEXT = 3;

    private final SchedulerQueries scheduler;
    private final JobsHealthIndicator health;
    private final JobQueries jobs;
    private final ComingRuns coming;
    private final OutboxSummaries outbox;
    private final MailCheck mail;
    private final WebhookEndpoints webhooks;

    WorkQueries(
            SchedulerQueries scheduler,
            JobsHealthIndicator health,
            JobQueries jobs,
            ComingRuns coming,
            OutboxSummaries outbox,
            MailCheck mail,
            WebhookEndpoints webhooks) {
        this.scheduler = scheduler;
        this.health = health;
        this.jobs = jobs;
        this.coming = coming;
        this.outbox = outbox;
        this.mail = mail;
        this.webhooks = webhooks;
    }

    public WorkView now() {
        return new WorkView(
                scheduler.now(),
                health.current().orElse(null),
                next(),
                mail.transport(),
                outbox.now(),
                webhooks.inTrouble());
    }

    private List<NextRun> next() {
        return Stream.concat(recurring(), ofExchanges())
                .sorted(Comparator.comparing(NextRun::at))
                .limit(NEXT)
                .toList();
    }

    private Stream<NextRun> recurring() {
        return jobs.recurring().stream()
                .flatMap(job -> Stream.ofNullable(job.nextRun()).map(at -> new NextRun(job.id(), at)));
    }

    private Stream<NextRun> ofExchanges() {
        return coming.next(NEXT).stream()
                .flatMap(exchange -> exchange.runs().stream())
                .map(run -> new NextRun(run.type(), run.at()));
    }
}
