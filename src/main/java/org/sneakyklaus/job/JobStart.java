package org.sneakyklaus.job;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the store of jobs in order, before the first request comes in and before the first job runs. */
@Component
class JobStart implements SmartLifecycle {

    private final JobCatalog jobs;
    private final BrokenTriggers broken;
    private final RecurringTriggers recurring;
    private final ExchangeSchedule exchangeSchedule;
    private final JobRuns runs;
    private final TransactionTemplate transaction;
    private volatile boolean done;

    JobStart(
            JobCatalog jobs,
            BrokenTriggers broken,
            RecurringTriggers recurring,
            ExchangeSchedule exchangeSchedule,
            JobRuns runs,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.broken = broken;
        this.recurring = recurring;
        this.exchangeSchedule = exchangeSchedule;
        this.runs = runs;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        broken.find().forEach(broken::remove);
        runs.interruptCutOff();
        putTriggersInOrder();
        done = true;
    }

    /**
     * Mends what breaks while the application runs. Not a job itself, since what is broken may keep every job from
     * running.
     */
    @Scheduled(initialDelay = 30, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void mend() {
        var found = broken.find();
        if (done && !found.isEmpty()) {
            found.forEach(broken::remove);
            putTriggersInOrder();
        }
    }

    private void putTriggersInOrder() {
        transaction.executeWithoutResult(status -> recurring.agree(jobs.recurring()));
        exchangeSchedule.reconcile();
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
