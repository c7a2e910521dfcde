package org.sneakyklaus.participation;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what participants may edit about themselves. */
@Component
@Transactional
public class Profiles {

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final ExchangeHistory history;
    private final Registration registration;
    private final MagicTokens tokens;
    private final Guardianship guardianship;
    private final NextTime nextTime;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Profiles(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            ExchangeHistory history,
            Registration registration,
            MagicTokens tokens,
            Guardianship guardianship,
            NextTime nextTime,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.history = history;
        this.registration = registration;
        this.tokens = tokens;
        this.guardianship = guardianship;
        this.nextTime = nextTime;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Changes name and gift ideas; after the draw only the ideas, and the name must be unchanged.
     *
     * @throws ConflictException if the exchange is over, or the name changes after the draw
     */
    public void edit(long exchangeId, long participantId, ProfileDetails profile) {
        var state = exchanges.hold(exchangeId).state();
        var participant = participants.active(exchangeId, participantId);
        var newName = !participant.name().equals(profile.name());
        if (!state.allowsGiftIdeas() || (newName && !state.allowsNewName())) {
            throw new ConflictException(
                    state.allowsGiftIdeas() ? "participant.name.tooLate" : "participant.profile.over");
        }
        // Two of the same name may have got the same guardian later; their ideas must stay editable.
        if (newName) {
            participant
                    .managedBy()
                    .ifPresent(guardian -> guardianship.refuseSameName(guardian, participantId, profile.name()));
        }
        ParticipationEvent.TextReplaced.by(profile, participant).ifPresent(events::publishEvent);
        participant.rename(profile.name(), clock.instant());
        participant.wish(profile.giftIdeas(), clock.instant());
    }

    /**
     * Turns reminders on or off.
     *
     * @throws ConflictException if the exchange is over
     */
    public void remind(long exchangeId, long participantId, boolean enabled) {
        if (exchanges.hold(exchangeId).state().isOver()) {
            throw new ConflictException("participant.profile.over");
        }
        participants.active(exchangeId, participantId).remind(enabled, clock.instant());
    }

    /**
     * Requests another address, which takes effect when a link sent there is opened. Sends nothing if that address
     * already takes part, or its owner wants nothing from this exchange; the response is the same. With it, no guardian
     * looks after them any more. Links to another address, asked for before, end.
     */
    public void askForAddress(long exchangeId, long participantId, EmailAddress email) {
        if (exchanges.hold(exchangeId).state().isOver()) {
            throw new ConflictException("participant.profile.over");
        }
        var participant = participants.active(exchangeId, participantId);
        if (participant.way() == Way.ACCOUNT) {
            throw new NotFoundException("address of participant " + participantId);
        }
        if (participant.isAt(email)) {
            throw RuleViolation.onField("email", "participant.email.same");
        }
        // In either case: whether the earlier link still works must not tell that this address takes part.
        events.publishEvent(new ParticipationEvent.AddressChangeReplaced(exchangeId, participantId, email));
        if (registration.isFree(exchangeId, email)) {
            events.publishEvent(new ParticipationEvent.AddressChangeAsked(
                    exchangeId, participantId, email.value(), Registration.occasion()));
        }
    }

    /**
     * Changes a participant's address to the one that a confirmation link was sent to. Ends all their sessions and
     * other links.
     *
     * @return false if the link was used, has expired or belongs to another exchange, or the address has been taken
     *     meanwhile
     */
    public boolean confirmAddress(long exchangeId, String token) {
        var seriesId = exchanges.hold(exchangeId).seriesId();
        var found = tokens.look(token, Purpose.EMAIL_CHANGE)
                .filter(t -> t.isOf(exchangeId))
                .filter(t -> registration.isFree(exchangeId, t.email()));
        if (found.isEmpty()) {
            return false;
        }
        var used = tokens.use(token, Purpose.EMAIL_CHANGE);
        used.ifPresent(t -> {
            var participant = participants.active(exchangeId, Objects.requireNonNull(t.participantId()));
            var wayBefore = participant.way();
            participant.email().ifPresent(before -> nextTime.move(seriesId, before, t.email()));
            participant.moveTo(t.email(), true, clock.instant());
            if (wayBefore != Way.EMAIL) {
                history.tell(exchangeId, Kind.WAY_CHANGED, List.of(participant.id()));
                events.publishEvent(new ParticipationEvent.WayChanged(
                        exchangeId, participant.id(), Kind.WAY_CHANGED, Registration.occasion()));
            }
            events.publishEvent(new ParticipationEvent.AddressChanged(exchangeId, participant.id()));
        });
        return used.isPresent();
    }
}
