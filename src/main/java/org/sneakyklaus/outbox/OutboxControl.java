package org.sneakyklaus.outbox;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Queues failed emails again or discards them, and releases or discards held ones, on the admin's request. */
@Component
public class OutboxControl {

    private static final Logger log = LoggerFactory.getLogger(OutboxControl.class);

    private final OutboundEmailRepository mails;
    private final OutboxQueries queries;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutboxControl(OutboundEmailRepository mails, OutboxQueries queries, ApplicationEventPublisher events, Clock clock) {
        this.mails = mails;
        this.queries = queries;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Queues an email again, as a new message, even if earlier ones bounced.
     *
     * @throws ConflictException unless it failed, bounced or was possibly sent, or was captured and emails are sent now
     * @throws NotFoundException if there is no such email
     */
    @Transactional
    public void retry(long id) {
        var isQueuedAgain = isQueuedAgain(id);
        var mail = mails.findById(id).orElseThrow(() -> new NotFoundException("mail " + id));
        if (!isQueuedAgain) {
            throw new ConflictException("outbox.retry.refused." + (mail.wasKept() ? "KEPT" : mail.state()));
        }
        mail.participantId().ifPresent(person -> events.publishEvent(new DeliveryEvent.Retried(person)));
        events.publishEvent(new MailQueued());
        log.info("Email {} queued again", id);
    }

    /**
     * Queues again what {@link OutboxQueries#countToRetry} counts.
     *
     * @return how many that were
     */
    @Transactional
    public int retryAll(OutboxFilter filter) {
        var queued = (int)
                queries.toRetry(filter).stream().filter(this::isQueuedAgain).count();
        if (queued > 0) {
            events.publishEvent(new MailQueued());
        }
        log.info("{} emails queued again", queued);
        return queued;
    }

    /**
     * Releases the held emails.
     *
     * @return how many that were
     */
    @Transactional
    public int release() {
        var released = mails.release(clock.instant());
        if (released > 0) {
            events.publishEvent(new MailQueued());
        }
        log.info("{} held emails released", released);
        return released;
    }

    /**
     * Discards the held emails: their content was sent before the restore.
     *
     * @return how many that were
     */
    @Transactional
    public int dropHeld() {
        var dropped = mails.dropHeld();
        log.info("{} held emails discarded", dropped);
        return dropped;
    }

    /**
     * Discards the failed emails of a list: no one needs them any more.
     *
     * @return how many that were
     */
    @Transactional
    public int dropFailed(OutboxFilter filter) {
        var dropped =
                queries.toRetry(filter).stream().mapToInt(mails::dropFailed).sum();
        log.info("{} failed emails discarded", dropped);
        return dropped;
    }

    private boolean isQueuedAgain(long id) {
        return mails.retry(id, Outbox.newMessageKey(), clock.instant(), OutboxState.RETRIABLE, queries.keptBy()) == 1;
    }
}
