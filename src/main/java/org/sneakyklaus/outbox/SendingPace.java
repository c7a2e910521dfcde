package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Spaces emails to stay within this process's rate per second; ends when the application stops. */
@Component
class SendingPace implements SmartLifecycle {

    private static final int UNPACED = 20;

    private final long gap;
    private final int batch;
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private long next = System.nanoTime();

    SendingPace(SendingLimits limits) {
        var perSecond = limits.perSecond();
        this.gap = perSecond == null ? 0 : Math.round(Duration.ofSeconds(1).toNanos() / perSecond);
        this.batch = perSecond == null ? UNPACED : (int) Math.max(1, Math.min(UNPACED, perSecond));
    }

    /**
     * Returns how many rows to look up at once: few, so that a sign-in email queued meanwhile waits for a second at
     * most.
     */
    int batch() {
        return batch;
    }

    /**
     * Waits until the next email may leave.
     *
     * @return false, at once, if the application stops
     */
    boolean await() {
        try {
            return !stopped.await(reserve(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized long reserve() {
        var now = System.nanoTime();
        var wait = Math.max(0, next - now);
        next = now + wait + gap;
        return wait;
    }

    @Override
    public void start() {
        if (!isRunning()) {
            stopped = new CountDownLatch(1);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}
