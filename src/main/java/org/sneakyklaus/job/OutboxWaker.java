package org.sneakyklaus.job;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.job.quartz.SchedulingException;
import org.sneakyklaus.outbox.MailQueued;
import org.sneakyklaus.support.DatabaseUnavailability;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Triggers delivery of the outbox as soon as an email in it is committed, instead of at the next regular run. This
 * writes a trigger, on a separate thread: the transaction that has just committed still holds the connection, and on
 * SQLite there is only the one.
 */
@Component
public class OutboxWaker implements DisposableBean {

    /** The job it triggers. */
    public static final String DISPATCH_OUTBOX = "dispatch_outbox";

    private static final Logger log = LoggerFactory.getLogger(OutboxWaker.class);

    private final RecurringTriggers triggers;
    private final TransactionTemplate transaction;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** Requests are discarded when the application stops: the first run after the next start handles them. */
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "outbox-waker"),
            new ThreadPoolExecutor.DiscardPolicy());

    OutboxWaker(RecurringTriggers triggers, TransactionTemplate transaction) {
        this.triggers = triggers;
        this.transaction = transaction;
    }

    @TransactionalEventListener
    void on(MailQueued event) {
        wakeSoon();
    }

    /** Requests another run of the outbox, shortly. */
    public void wakeSoon() {
        if (asked.compareAndSet(false, true)) {
            thread.execute(this::wake);
        }
    }

    private void wake() {
        asked.set(false);
        try {
            transaction.executeWithoutResult(status -> triggers.wake(DISPATCH_OUTBOX));
        } catch (SchedulingException | DataAccessException | TransactionException e) {
            DatabaseUnavailability.complain(
                    log, "Waking " + DISPATCH_OUTBOX + " failed; its next regular sweep sends what is due", e);
        }
    }

    @Override
    public void destroy() {
        thread.shutdown();
    }
}
