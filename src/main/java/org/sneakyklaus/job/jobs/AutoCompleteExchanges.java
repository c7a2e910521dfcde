package org.sneakyklaus.job.jobs;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.sneakyklaus.database.Batches;
import org.sneakyklaus.exchange.ExchangeBatches;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.springframework.stereotype.Component;

/** Completes the drawn exchanges whose date has passed, in batches. A failure does not affect the others. */
@Component
class AutoCompleteExchanges implements ScheduledJob {

    private static final int BATCH = 500;

    private final ExchangeQueries exchanges;
    private final ExchangeLifecycle lifecycle;
    private final Batches transactions;

    AutoCompleteExchanges(ExchangeQueries exchanges, ExchangeLifecycle lifecycle, Batches transactions) {
        this.exchanges = exchanges;
        this.lifecycle = lifecycle;
        this.transactions = transactions;
    }

    @Override
    public String id() {
        return "auto_complete_exchanges";
    }

    @Override
    public Schedule schedule() {
        return new Schedule.Daily(LocalTime.MIDNIGHT);
    }

    @Override
    public JobOutcome run(Instant planned) {
        var batches = new ExchangeBatches("complete", this::complete).runAll(exchanges.dueForCompletion(), BATCH);
        var summary = batches.done() + " completed";
        return batches.reportFailures()
                .map(failures -> JobOutcome.failed(summary, failures))
                .orElseGet(() -> batches.done() == 0 ? JobOutcome.idle(summary) : JobOutcome.done(summary));
    }

    private int complete(List<Long> ids) {
        return transactions.one(() -> lifecycle.completeDue(ids));
    }
}
