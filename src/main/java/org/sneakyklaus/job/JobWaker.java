package org.sneakyklaus.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
 * Runs a job that sends as soon as something to send is committed, instead of at its next regular time. This writes a
 * trigger, on a separate thread: the transaction that has just committed still holds the connection, and on SQLite there
 * is only the one.
 */
@Component
public class JobWaker implements DisposableBean {

    /** The job that sends emails. */
    public static final String DISPATCH_OUTBOX = "dispatch_outbox";

    private static final Logger log = LoggerFactory.getLogger(JobWaker.class);

    private final RecurringTriggers triggers;
    private final TransactionTemplate transaction;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /** Requests are discarded when the application stops: the first run after the next start handles them. */
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "job-waker"),
            new ThreadPoolExecutor.DiscardPolicy());

    JobWaker(RecurringTriggers triggers, TransactionTemplate transaction) {
        this.triggers = triggers;
        this.transaction = transaction;
    }

    @TransactionalEventListener
    void on(MailQueued event) {
        wakeSoon(DISPATCH_OUTBOX);
    }

    /** Requests another run of a job, shortly. */
    public void wakeSoon(String jobId) {
        if (asked.add(jobId)) {
            thread.execute(() -> wake(jobId));
        }
    }

    private void wake(String jobId) {
        asked.remove(jobId);
        try {
            transaction.executeWithoutResult(status -> triggers.wake(jobId));
        } catch (SchedulingException | DataAccessException | TransactionException e) {
            DatabaseUnavailability.complain(
                    log, "Waking " + jobId + " failed; its next regular sweep sends what is due", e);
        }
    }

    @Override
    public void destroy() {
        thread.shutdown();
    }
}
