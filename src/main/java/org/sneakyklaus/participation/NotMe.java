package org.sneakyklaus.participation;

import java.time.Clock;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets the owner of an address undo a registration that someone else made with it. */
@Component
public class NotMe {

    private static final Logger log = LoggerFactory.getLogger(NotMe.class);

    /** The result of opening the link. */
    public enum Outcome {
        /** The registration is gone. */
        UNDONE,
        /** Names are drawn, so the organiser is asked to remove the person. */
        ASKED,
        /** The link was used, has expired or belongs to another exchange. */
        EXPIRED
    }

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final Departures departures;
    private final ParticipantCredentials credentials;
    private final Suppressions suppressions;
    private final MagicTokens tokens;
    private final NextTime nextTime;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NotMe(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            Departures departures,
            ParticipantCredentials credentials,
            Suppressions suppressions,
            MagicTokens tokens,
            NextTime nextTime,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.departures = departures;
        this.credentials = credentials;
        this.suppressions = suppressions;
        this.tokens = tokens;
        this.nextTime = nextTime;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Removes the registration and all its data, and stops this exchange from ever emailing the address again. Once
     * names are drawn, someone has drawn this person, so the row stays and the organiser is asked to remove them; their
     * sessions, links and reminders end.
     *
     * @param exchangeId the exchange that the link names
     */
    @Transactional
    public Outcome undo(long exchangeId, String token) {
        var exchange = exchanges.hold(exchangeId);
        var state = exchange.state();
        var found = tokens.look(token, Purpose.NOT_ME).filter(link -> link.isOf(exchangeId));
        if (found.isEmpty() || tokens.use(token, Purpose.NOT_ME).isEmpty()) {
            return Outcome.EXPIRED;
        }
        nextTime.forget(exchange.seriesId(), found.get().email());
        long participantId = Objects.requireNonNull(found.get().participantId());
        if (!isAt(found.get().email(), participantId)) {
            suppressions.add(exchangeId, found.get().email());
            return Outcome.UNDONE;
        }
        if (state.hasPairing()) {
            log.info(
                    "Participant {} of exchange {}: \"not me\" after the draw, admin asked", participantId, exchangeId);
            shutOut(exchangeId, participantId);
            participants.active(exchangeId, participantId).remind(false, clock.instant());
            if (state.allowsLeaveRequest()) {
                departures.askToLeave(exchangeId, participantId);
            }
            return Outcome.ASKED;
        }
        suppressions.add(exchangeId, found.get().email());
        events.publishEvent(new ParticipationEvent.Erased(exchangeId, participantId));
        participants.deleteRow(participantId);
        log.info("Participant {} of exchange {} removed: \"not me\"", participantId, exchangeId);
        return Outcome.UNDONE;
    }

    /** Not so if the link was on its way when the address was changed: the registration is another person's by now. */
    private boolean isAt(EmailAddress address, long participantId) {
        return participants
                .findById(participantId)
                .filter(participant -> participant.isAt(address))
                .isPresent();
    }

    /** Leaves no way back to another person who took part by this address. */
    private void shutOut(long exchangeId, long participantId) {
        credentials.end(participantId);
        var people =
                participants.findByManagedByOrderById(participantId).stream().map(Participant::id);
        Stream.concat(Stream.of(participantId), people)
                .forEach(id -> events.publishEvent(new ParticipationEvent.AddressChangeRevoked(exchangeId, id)));
    }
}
