package org.sneakyklaus.notification;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.ParticipationEvent;
import org.sneakyklaus.ratelimit.Limit;
import org.sneakyklaus.ratelimit.RateLimits;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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
class UnaskedMails {

    private static final Set<MailKind> KINDS =
            Arrays.stream(MailKind.values()).filter(MailKind::isUnasked).collect(Collectors.toUnmodifiableSet());

    private final OutboundEmailRepository mails;
    private final RateLimits limits;
    private final ParticipantQueries participants;

    UnaskedMails(OutboundEmailRepository mails, RateLimits limits, ParticipantQueries participants) {
        this.mails = mails;
        this.limits = limits;
        this.participants = participants;
    }

    /** Counts an e-mail; nothing when it may leave, else how long from now none may. */
    Optional<Duration> count(MailOrder order) {
        return Optional.ofNullable(order.unasked())
                .flatMap(address -> limits.countWithin(Limit.LINK_ADDRESS, subject(order.exchangeId(), address)));
    }

    /** Before the person is changed: whoever queues an e-mail to them locks the count first as well. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(MagicTokens.LinkUsed used) {
        participants.find(used.participantId()).ifPresent(this::forget);
    }

    /** What waits for the old address was counted there, and must not go to the new one. */
    @EventListener
    void on(ParticipationEvent.AddressChanged changed) {
        mails.cancelWaiting(changed.participantId(), KINDS);
        participants
                .find(changed.participantId())
                .filter(ParticipantView::confirmed)
                .ifPresent(this::forget);
    }

    private void forget(ParticipantView answered) {
        limits.forgetWithin(Limit.LINK_ADDRESS, subject(answered.exchangeId(), answered.email()));
    }

    /** Apart from the tries at asking, which count for addresses that nobody writes to as well. */
    private static String subject(@Nullable Long exchangeId, EmailAddress address) {
        return "e-mails " + exchangeId + " " + address.value();
    }
}
