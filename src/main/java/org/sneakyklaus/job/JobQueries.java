package org.sneakyklaus.job;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the jobs are, what they did and what they will do. */
@Component
@Transactional(readOnly = true)
public class JobQueries {

    static final ZoneId ZONE = ZoneId.of("UTC");

    private final List<ScheduledJob> jobs;
    private final RecurringTriggers recurring;
    private final ExchangeTriggers exchangeTriggers;
    private final JobRunRepository runs;
    private final ExchangeQueries exchanges;

    JobQueries(
            List<ScheduledJob> jobs,
            RecurringTriggers recurring,
            ExchangeTriggers exchangeTriggers,
            JobRunRepository runs,
            ExchangeQueries exchanges) {
        this.jobs = jobs;
        this.recurring = recurring;
        this.exchangeTriggers = exchangeTriggers;
        this.runs = runs;
        this.exchanges = exchanges;
    }

    /** The recurring jobs. */
    public List<JobView> recurring() {
        return jobs.stream().map(this::view).toList();
    }

    /** What is planned for exchanges; the exchange where something happens next comes first. */
    public List<ComingView> coming() {
        return exchangeTriggers.all().stream()
                .collect(Collectors.groupingBy(PlannedRun::exchangeId, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> coming(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The last 50 runs, the latest first. */
    public List<RunView> lastRuns() {
        return runs.findFirst50ByOrderByIdDesc().stream().map(RunView::of).toList();
    }

    private JobView view(ScheduledJob job) {
        return new JobView(
                job.id(),
                job.schedule(),
                recurring.isRunning(job.id()),
                recurring.nextRun(job.id()).map(next -> next.atZone(ZONE)).orElse(null),
                runs.findFirstByJobIdOrderByIdDesc(job.id()).map(RunView::of).orElse(null));
    }

    private ComingView coming(long exchangeId, List<PlannedRun> planned) {
        return new ComingView(
                exchangeId,
                exchanges.find(exchangeId).map(ExchangeView::name).orElse(""),
                planned.stream()
                        .map(run -> new ComingView.Coming(
                                run.jobId(), run.type(), run.at().atZone(ZONE)))
                        .toList());
    }
}
