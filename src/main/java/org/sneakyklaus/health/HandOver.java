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
 * Goes on answering for some seconds after the application was told to stop, when readiness says so already: a proxy that
 * asks for it sends everybody to another node meanwhile. A node that is alone stops at once.
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

    /** In the first phase of stopping, hence before the server takes no connection any more. */
    @Override
    public void stop(Runnable done) {
        stop();
        if (isTakenOver()) {
            log.info("Goes on answering for {} seconds, until no proxy asks this node any more", NOTICE.toSeconds());
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
            // Without a database there is nothing to answer.
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
