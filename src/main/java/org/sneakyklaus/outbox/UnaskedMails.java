package org.sneakyklaus.outbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.ratelimit.Limit;
import org.sneakyklaus.ratelimit.RateLimits;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limits the emails that someone can cause to be sent to an address whose owner has not asked for them. Part of the
 * {@link Outbox}, so no route bypasses it. Counts per address and exchange, from any sender and any page, until the
 * owner opens the link of one. No page shows the count.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class UnaskedMails {

    private static final Set<MailKind> KINDS =
            Arrays.stream(MailKind.values()).filter(MailKind::isUnasked).collect(Collectors.toUnmodifiableSet());

    private final OutboundEmailRepository mails;
    private final RateLimits limits;

    UnaskedMails(OutboundEmailRepository mails, RateLimits limits) {
        this.mails = mails;
        this.limits = limits;
    }

    /** Counts an email; empty if it may leave, else the time until the next may. */
    Optional<Duration> count(MailOrder order) {
        return Optional.ofNullable(order.unasked())
                .flatMap(address -> limits.countWithin(Limit.LINK_ADDRESS, subject(order.exchangeId(), address)));
    }

    /** Resets the count: the owner of the address asked for what it got from this exchange. */
    public void forget(long exchangeId, EmailAddress address) {
        limits.forgetWithin(Limit.LINK_ADDRESS, subject(exchangeId, address));
    }

    /**
     * Cancels waiting emails to this participant that must not go to a new address, and those to addresses that were asked
     * for, whatever became of them: no one may have one sent again, with a new link.
     */
    public void cancelWaiting(long participantId) {
        mails.cancelWaiting(participantId, KINDS);
        mails.cancelOthers(participantId, MailKind.ADDRESS_CHANGE, "");
    }

    /** Cancels emails to addresses that were asked for, but this one, whatever became of them. */
    public void cancelToOthers(long participantId, EmailAddress address) {
        mails.cancelOthers(participantId, MailKind.ADDRESS_CHANGE, address.value());
    }

    /**
     * Returns the rate limit subject, separate from that of requests, which count for addresses that get no emails,
     * too.
     */
    private static String subject(@Nullable Long exchangeId, EmailAddress address) {
        return "e-mails " + exchangeId + " " + address.value();
    }
}
