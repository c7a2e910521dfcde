package org.sneakyklaus.outbox;

import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.outbox.Suppressions.Reason;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notes what becomes of e-mails after they were sent. */
@Component
public class Deliveries {

    /**
     * What a provider tells of an e-mail.
     *
     * @param providerId what it calls the e-mail
     * @param forGood of one that came back, whether the next would, too
     * @param to where it went
     */
    public record News(String providerId, Delivery delivery, boolean forGood, List<EmailAddress> to) {

        @Override
        public String toString() {
            return "mail is " + delivery;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);

    private final OutboundEmailRepository mails;
    private final ApplicationEventPublisher events;
    private final Suppressions suppressions;

    Deliveries(OutboundEmailRepository mails, ApplicationEventPublisher events, Suppressions suppressions) {
        this.mails = mails;
        this.events = events;
        this.suppressions = suppressions;
    }

    /**
     * Notes it, once, whatever comes in which order: what came back or was complained of stays so. The links of an
     * e-mail that came back open nothing any more, and an address that does not exist, or whose owner complained, gets
     * only e-mails that are needed from then on; where a later one arrives after all, an address that did not exist gets
     * all again.
     *
     * @return false when the e-mail may be one whose sending is just being written down, so that it is worth telling
     *     again
     */
    @Transactional
    public boolean note(News news) {
        var mail = mails.findByProviderId(news.providerId()).orElse(null);
        if (mail == null) {
            return !mails.existsByState(OutboxState.CLAIMED);
        }
        if (mails.markDelivery(mail.id(), news.providerId(), news.delivery()) == 1) {
            log.info("Mail {} is {}", mail.id(), news.delivery());
            news.to().forEach(address -> settle(news, mail, address));
        }
        return true;
    }

    private void settle(News news, OutboundEmail mail, EmailAddress address) {
        var sentAt = Objects.requireNonNull(mail.sentAt());
        switch (news.delivery()) {
            case DELIVERED -> suppressions.liftBounce(address, sentAt);
            case BOUNCED -> {
                events.publishEvent(new DeliveryEvent.Bounced(address, sentAt.minus(OutboxClaims.CLAIM), sentAt));
                if (news.forGood()) {
                    suppressions.addEverywhere(address, Reason.BOUNCED);
                }
            }
            case COMPLAINED -> suppressions.addEverywhere(address, Reason.COMPLAINED);
        }
    }
}
