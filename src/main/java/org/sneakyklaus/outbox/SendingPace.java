package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sneakyklaus.outbox.transport.SendingLimits;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Keeps e-mails apart, so that no more leave this process in a second than may; ends when the application stops. */
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

    /** How many to look up at once: few, so that a sign-in mail that comes in meanwhile waits for a second at most. */
    int batch() {
        return batch;
    }

    /** Waits until the next e-mail may leave; false, at once, when none may since the application stops. */
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
