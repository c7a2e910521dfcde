package org.sneakyklaus.mail;

import java.time.Clock;
import org.sneakyklaus.outbox.DeliveryEvent;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.outbox.UnaskedMails;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.ParticipationEvent;
import org.sneakyklaus.signin.MagicTokens;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Passes changes of addresses to the outbox, and the fate of emails to the features. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class AddressNews {

    private final UnaskedMails unasked;
    private final Suppressions suppressions;
    private final MagicTokens tokens;
    private final ParticipantQueries participants;
    private final Clock clock;

    AddressNews(
            UnaskedMails unasked,
            Suppressions suppressions,
            MagicTokens tokens,
            ParticipantQueries participants,
            Clock clock) {
        this.unasked = unasked;
        this.suppressions = suppressions;
        this.tokens = tokens;
        this.participants = participants;
        this.clock = clock;
    }

    /** Runs before the participant is changed: queueing an email to them locks the count first as well. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(MagicTokens.LinkUsed used) {
        participants.find(used.participantId()).ifPresent(this::forget);
    }

    /**
     * Cancels emails waiting for the old address: they were counted there and must not go to the new one. Runs before the
     * links are revoked: an email that is being composed gets its link first, and is then looked at again.
     */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(ParticipationEvent.AddressChanged changed) {
        unasked.cancelWaiting(changed.participantId());
        participants
                .find(changed.participantId())
                .filter(ParticipantView::confirmed)
                .ifPresent(this::forget);
    }

    /** Runs before the links are revoked, for the same reason. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(ParticipationEvent.AddressChangeRevoked revoked) {
        unasked.cancelWaiting(revoked.participantId());
    }

    /** Runs before the links are revoked, for the same reason. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(ParticipationEvent.AddressChangeReplaced replaced) {
        unasked.cancelToOthers(replaced.participantId(), replaced.newAddress());
    }

    private void forget(ParticipantView answered) {
        unasked.forget(answered.exchangeId(), answered.requiredEmail());
    }

    @EventListener
    void on(DeliveryEvent.Bounced bounced) {
        tokens.revokeSentTo(bounced.address(), bounced.from(), bounced.until());
    }

    @EventListener
    void on(DeliveryEvent.Retried retried) {
        participants
                .find(retried.participantId())
                .map(ParticipantView::email)
                .ifPresent(address -> suppressions.liftBounce(address, clock.instant()));
    }
}
