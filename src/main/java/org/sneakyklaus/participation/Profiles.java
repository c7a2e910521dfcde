package org.sneakyklaus.participation;

import java.time.Clock;
import java.util.Objects;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What participants change about themselves. */
@Component
@Transactional
public class Profiles {

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final Suppressions suppressions;
    private final MagicTokens tokens;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Profiles(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            Suppressions suppressions,
            MagicTokens tokens,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.suppressions = suppressions;
        this.tokens = tokens;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Changes name and gift ideas; after the draw the ideas alone, and the name must be as it was.
     *
     * @throws ConflictException when the exchange is over, or a new name comes after the draw
     */
    public void edit(long exchangeId, long participantId, ProfileDetails profile) {
        var state = exchanges.hold(exchangeId).state();
        var participant = active(exchangeId, participantId);
        var newName = !participant.name().equals(profile.name());
        if (!state.allowsGiftIdeas() || (newName && !state.allowsNewName())) {
            throw new ConflictException(
                    state.allowsGiftIdeas() ? "participant.name.tooLate" : "participant.profile.over");
        }
        participant.rename(profile.name(), clock.instant());
        participant.wish(profile.giftIdeas(), clock.instant());
    }

    /**
     * Switches reminders on or off.
     *
     * @throws ConflictException when the exchange is over
     */
    public void remind(long exchangeId, long participantId, boolean enabled) {
        if (exchanges.hold(exchangeId).state().isOver()) {
            throw new ConflictException("participant.profile.over");
        }
        active(exchangeId, participantId).remind(enabled, clock.instant());
    }

    /**
     * Asks for mail to go to another address; it stays as it is until a link sent there is opened. When that address
     * takes part already, or its owner wants nothing from this exchange, nothing is sent, and the answer is the same.
     */
    public void askForAddress(long exchangeId, long participantId, EmailAddress email) {
        if (exchanges.hold(exchangeId).state().isOver()) {
            throw new ConflictException("participant.profile.over");
        }
        var participant = active(exchangeId, participantId);
        if (participant.email().equals(email)) {
            throw RuleViolation.onField("email", "participant.email.same");
        }
        if (isFree(exchangeId, email)) {
            events.publishEvent(new ParticipationEvent.AddressChangeAsked(
                    exchangeId, participantId, email.value(), Registration.occasion()));
        }
    }

    /**
     * Moves a participant to the address that a confirmation link was sent to. All their sessions and other links end.
     *
     * @return false when the link is used, expired, of another exchange, or the address was taken meanwhile
     */
    public boolean confirmAddress(long exchangeId, String token) {
        exchanges.hold(exchangeId);
        var found = tokens.look(token, Purpose.EMAIL_CHANGE)
                .filter(t -> t.isOf(exchangeId))
                .filter(t -> isFree(exchangeId, t.email()));
        if (found.isEmpty()) {
            return false;
        }
        var used = tokens.use(token, Purpose.EMAIL_CHANGE);
        used.ifPresent(t -> {
            var participant = active(exchangeId, Objects.requireNonNull(t.participantId()));
            participant.moveTo(t.email(), true, clock.instant());
            events.publishEvent(new ParticipationEvent.AddressChanged(exchangeId, participant.id()));
        });
        return used.isPresent();
    }

    private boolean isFree(long exchangeId, EmailAddress email) {
        return participants.findByExchangeIdAndEmail(exchangeId, email.value()).isEmpty()
                && !suppressions.holds(exchangeId, email);
    }

    private Participant active(long exchangeId, long participantId) {
        return participants
                .findByIdAndExchangeId(participantId, exchangeId)
                .filter(Participant::isActive)
                .orElseThrow(() -> new NotFoundException("participant " + participantId));
    }
}
