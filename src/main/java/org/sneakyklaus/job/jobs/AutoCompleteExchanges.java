package org.sneakyklaus.job.jobs;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeLifecycle;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.job.JobOutcome;
import org.sneakyklaus.job.Schedule;
import org.sneakyklaus.job.ScheduledJob;
import org.springframework.stereotype.Component;

/** Completes the drawn exchanges whose date has passed, each by itself: one that fails does not stop the rest. */
@Component
class AutoCompleteExchanges implements ScheduledJob {

    private static final Logger log = LoggerFactory.getLogger(AutoCompleteExchanges.class);

    private final ExchangeQueries exchanges;
    private final ExchangeLifecycle lifecycle;

    AutoCompleteExchanges(ExchangeQueries exchanges, ExchangeLifecycle lifecycle) {
        this.exchanges = exchanges;
        this.lifecycle = lifecycle;
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
        var due = exchanges.dueForCompletion();
        var completed = 0;
        var failed = new ArrayList<Long>();
        for (var id : due) {
            try {
                completed += lifecycle.completeDue(List.of(id));
            } catch (RuntimeException e) {
                log.error("Completing exchange {} failed; it is tried again with the next run", id, e);
                failed.add(id);
            }
        }
        return outcome(completed, failed);
    }

    private static JobOutcome outcome(int completed, List<Long> failed) {
        if (!failed.isEmpty()) {
            return JobOutcome.failed(
                    "%d completed, %d failed".formatted(completed, failed.size()),
                    "Not completed: exchanges " + failed + "; the log says why");
        }
        var summary = completed + " completed";
        return completed == 0 ? JobOutcome.idle(summary) : JobOutcome.done(summary);
    }
}
