package org.sneakyklaus.outbox;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets the admin have an e-mail sent that was given up. */
@Component
public class OutboxRetry {

    private static final Logger log = LoggerFactory.getLogger(OutboxRetry.class);

    private final OutboundEmailRepository mails;
    private final OutboxQueries queries;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutboxRetry(OutboundEmailRepository mails, OutboxQueries queries, ApplicationEventPublisher events, Clock clock) {
        this.mails = mails;
        this.queries = queries;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Queues an e-mail again, as a new message. That earlier ones came back does not keep it from being sent.
     *
     * @throws ConflictException unless it failed or came back, or nobody knows whether it arrived, or it was only kept
     *     and e-mails are sent by now
     * @throws NotFoundException when there is none
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
        log.info("Mail {} is to be sent again", id);
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
        log.info("{} mails are to be sent again", queued);
        return queued;
    }

    /**
     * Lets go of those that were held back.
     *
     * @return how many that were
     */
    @Transactional
    public int release() {
        var released = mails.release(clock.instant());
        if (released > 0) {
            events.publishEvent(new MailQueued());
        }
        log.info("{} mails were released", released);
        return released;
    }

    /**
     * Gives up on those that were held back: what they tell was told before.
     *
     * @return how many that were
     */
    @Transactional
    public int dropHeld() {
        var dropped = mails.dropHeld();
        log.info("{} mails that were held back are not sent", dropped);
        return dropped;
    }

    private boolean isQueuedAgain(long id) {
        return mails.retry(id, Outbox.newMessageKey(), clock.instant(), OutboxState.RETRIABLE, queries.keptBy()) == 1;
    }
}
