package org.sneakyklaus.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.job.SchedulerQueries;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Keeps serving for some seconds after the stop signal, when readiness is already down: a proxy that checks it sends
 * requests to another node meanwhile. A single node stops at once.
 */
@Component
class HandOver implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(HandOver.class);
    private static final Duration NOTICE = Duration.ofSeconds(5);

    private final SchedulerQueries scheduler;
    private volatile boolean running;

    HandOver(SchedulerQueries scheduler, DefaultLifecycleProcessor lifecycle) {
        this.scheduler = scheduler;
        lifecycle.setTimeoutForShutdownPhase(getPhase(), NOTICE.plusSeconds(1).toMillis());
    }

    @Override
    public void start() {
        running = true;
    }

    /** In the first phase of stopping, before the server stops accepting connections. */
    @Override
    public void stop(Runnable done) {
        stop();
        if (isTakenOver()) {
            log.info("Stopping: still serving for {} s", NOTICE.toSeconds());
            CompletableFuture.delayedExecutor(NOTICE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(done);
        } else {
            done.run();
        }
    }

    private boolean isTakenOver() {
        try {
            return scheduler.hasOtherNodes();
        } catch (DataAccessException e) {
            // Without a database there is nothing to serve.
            return false;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
