package org.sneakyklaus.job;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.job.quartz.SchedulingException;
import org.sneakyklaus.job.quartz.TimesAhead;
import org.sneakyklaus.support.DatabaseUnavailability;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Repairs the job store, before the first request arrives and before the first job runs. */
@Component
class TriggerReconciler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TriggerReconciler.class);

    private final JobCatalog jobs;
    private final BrokenTriggers broken;
    private final TimesAhead ahead;
    private final JobHeartbeat heartbeat;
    private final RecurringTriggers recurring;
    private final ExchangeSchedule exchangeSchedule;
    private final JobRuns runs;
    private final TransactionTemplate transaction;
    private volatile boolean done;
    private boolean failing;

    TriggerReconciler(
            JobCatalog jobs,
            BrokenTriggers broken,
            TimesAhead ahead,
            JobHeartbeat heartbeat,
            RecurringTriggers recurring,
            ExchangeSchedule exchangeSchedule,
            JobRuns runs,
            TransactionTemplate transaction) {
        this.jobs = jobs;
        this.broken = broken;
        this.ahead = ahead;
        this.heartbeat = heartbeat;
        this.recurring = recurring;
        this.exchangeSchedule = exchangeSchedule;
        this.runs = runs;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        broken.find().forEach(broken::remove);
        runs.interruptCutOff();
        ahead.tellIfBehind();
        if (ahead.areThere() || arePlannedAhead()) {
            ahead.setRight();
        }
        putTriggersInOrder();
        done = true;
    }

    /**
     * Repairs what breaks while the application runs. Logs when it fails, and when it recovers. Not a job itself,
     * since the damage may prevent every job from running.
     */
    @Scheduled(initialDelay = 30, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void lookAgain() {
        try {
            mend();
            if (failing) {
                log.info("Trigger check recovered");
            }
            failing = false;
        } catch (DataAccessException | TransactionException | SchedulingException e) {
            if (!failing) {
                DatabaseUnavailability.complain(log, "Trigger check failed, retried every 30 s", e);
            }
            failing = true;
        }
    }

    void mend() {
        var found = broken.find();
        if (!done) {
            return;
        }
        found.forEach(broken::remove);
        var plannedAhead = arePlannedAhead();
        if (plannedAhead) {
            ahead.setRight();
        }
        if (plannedAhead || !found.isEmpty()) {
            putTriggersInOrder();
        }
        exchangeSchedule.planLostClosings();
    }

    /** This is so whenever the clock was set back by more than a minute while jobs ran. */
    private boolean arePlannedAhead() {
        return !heartbeat.read().ahead().isEmpty();
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
