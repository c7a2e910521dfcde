package org.sneakyklaus.notification;

import java.time.Clock;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.notification.transport.CapturedMails;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.support.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets the admin have an e-mail sent that was given up. */
@Component
public class OutboxRetry {

    private static final Logger log = LoggerFactory.getLogger(OutboxRetry.class);

    private final OutboundEmailRepository mails;
    private final MailCapture mailCapture;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutboxRetry(OutboundEmailRepository mails, MailCapture mailCapture, ApplicationEventPublisher events, Clock clock) {
        this.mails = mails;
        this.mailCapture = mailCapture;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Queues an e-mail again, as a new message.
     *
     * @throws ConflictException unless it failed, or nobody knows whether it arrived, or it was only kept and e-mails
     *     are sent by now
     * @throws NotFoundException when there is none
     */
    @Transactional
    public void retry(long id) {
        var from = Arrays.stream(OutboxState.values())
                .filter(OutboxState::mayBeRetried)
                .toList();
        if (mails.retry(id, Outbox.newMessageKey(), clock.instant(), from, keptBy()) == 0) {
            var mail = mails.findById(id).orElseThrow(() -> new NotFoundException("mail " + id));
            throw new ConflictException("outbox.retry.refused." + mail.state());
        }
        events.publishEvent(new MailQueued());
        log.info("Mail {} is to be sent again", id);
    }

    /** What a transport may be called whose e-mails reached nobody. */
    private String keptBy() {
        return mailCapture.active() ? "" : CapturedMails.TRANSPORT;
    }
}
