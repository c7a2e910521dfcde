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

/** Records what becomes of emails after they were sent. */
@Component
public class DeliveryReports {

    /**
     * A provider's report about an email.
     *
     * @param providerId the provider's id of the email
     * @param forGood for a bounce, whether later emails will bounce too
     * @param to the addresses it was sent to
     */
    public record News(String providerId, Delivery delivery, boolean forGood, List<EmailAddress> to) {

        @Override
        public String toString() {
            return "mail is " + delivery;
        }
    }

    private static final Logger log = LoggerFactory.getLogger(DeliveryReports.class);

    private final OutboundEmailRepository mails;
    private final ApplicationEventPublisher events;
    private final Suppressions suppressions;

    DeliveryReports(OutboundEmailRepository mails, ApplicationEventPublisher events, Suppressions suppressions) {
        this.mails = mails;
        this.events = events;
        this.suppressions = suppressions;
    }

    /**
     * Records a report once, in any order of arrival: bounced and marked as spam are final. Revokes the links of a
     * bounced email. An address that does not exist, or whose owner marked an email as spam, gets only necessary emails
     * from then on. If a later email arrives, an address that did not exist gets all emails again.
     *
     * @return false if the email may be one whose sending is just being recorded, so it is worth reporting again
     */
    @Transactional
    public boolean note(News news) {
        var mail = mails.findByProviderId(news.providerId()).orElse(null);
        if (mail == null) {
            return !mails.existsByState(OutboxState.CLAIMED);
        }
        if (mails.markDelivery(mail.id(), news.providerId(), news.delivery()) == 1) {
            log.info("Email {} is {}", mail.id(), news.delivery());
            news.to().forEach(address -> settle(news, mail, address));
        }
        return true;
    }

    private void settle(News news, OutboundEmail mail, EmailAddress address) {
        var sentAt = Objects.requireNonNull(mail.sentAt());
        switch (news.delivery()) {
            case DELIVERED -> suppressions.liftBounce(address, sentAt);
            case BOUNCED -> {
                events.publishEvent(new DeliveryEvent.Bounced(address, sentAt.minus(EmailClaims.CLAIM), sentAt));
                if (news.forGood()) {
                    suppressions.addEverywhere(address, Reason.BOUNCED);
                }
            }
            case COMPLAINED -> suppressions.addEverywhere(address, Reason.COMPLAINED);
        }
    }
}
