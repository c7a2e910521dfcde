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
 * The one place that every e-mail passes which somebody can have sent to an address whose owner has not asked for it: a
 * part of the {@link Outbox}, so that no route leads by. An address gets so many from an exchange, whoever causes them
 * and by whatever page, until its owner opens the link of one, which no page tells.
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

    /** Counts an e-mail; nothing when it may leave, else how long from now none may. */
    Optional<Duration> count(MailOrder order) {
        return Optional.ofNullable(order.unasked())
                .flatMap(address -> limits.countWithin(Limit.LINK_ADDRESS, subject(order.exchangeId(), address)));
    }

    /** The owner of the address asked for what it got from this exchange: none of it counts any more. */
    public void forget(long exchangeId, EmailAddress address) {
        limits.forgetWithin(Limit.LINK_ADDRESS, subject(exchangeId, address));
    }

    /** Cancels what waits for this participant and must not go to a new address. */
    public void cancelWaiting(long participantId) {
        mails.cancelWaiting(participantId, KINDS);
    }

    /** Apart from the tries at asking, which count for addresses that nobody writes to as well. */
    private static String subject(@Nullable Long exchangeId, EmailAddress address) {
        return "e-mails " + exchangeId + " " + address.value();
    }
}
