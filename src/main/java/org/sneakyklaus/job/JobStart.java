package org.sneakyklaus.job;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the store of jobs in order at the start, before the first request comes in and before the first job runs. */
@Component
class JobStart implements SmartLifecycle {

    private final JobCatalog jobs;
    private final RecurringTriggers recurring;
    private final ExchangeSchedule exchangeSchedule;
    private final JobRuns runs;
    private final TransactionTemplate transaction;
    private boolean done;

    JobStart(
            JobCatalog jobs,
            RecurringTriggers recurring,
            ExchangeSchedule exchangeSchedule,
            JobRuns runs,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.recurring = recurring;
        this.exchangeSchedule = exchangeSchedule;
        this.runs = runs;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        runs.interruptCutOff();
        transaction.executeWithoutResult(status -> {
            recurring.removeAllBut(
                    jobs.recurring().stream().map(ScheduledJob::id).toList());
            jobs.recurring().forEach(recurring::register);
        });
        exchangeSchedule.reconcile();
        done = true;
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
