package org.sneakyklaus.participation;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.signin.Purpose;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets the owner of an address undo a registration that somebody else made with it. */
@Component
public class NotMe {

    private static final Logger log = LoggerFactory.getLogger(NotMe.class);

    /** What came of it. */
    public enum Outcome {
        /** The registration is gone. */
        UNDONE,
        /** Names are drawn, so the organiser is asked to let the person out. */
        ASKED,
        /** The link is used, expired or of another exchange. */
        EXPIRED
    }

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final Departures departures;
    private final Suppressions suppressions;
    private final MagicTokens tokens;
    private final ApplicationEventPublisher events;

    NotMe(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            Departures departures,
            Suppressions suppressions,
            MagicTokens tokens,
            ApplicationEventPublisher events) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.departures = departures;
        this.suppressions = suppressions;
        this.tokens = tokens;
        this.events = events;
    }

    /**
     * Removes the registration with everything of it; this exchange never writes to the address again. Once names are
     * drawn somebody gives to this person, so the row stays and the organiser is asked.
     *
     * @param exchangeId the exchange that the link names
     */
    @Transactional
    public Outcome undo(long exchangeId, String token) {
        var state = exchanges.hold(exchangeId).state();
        var found = tokens.look(token, Purpose.NOT_ME).filter(link -> link.isOf(exchangeId));
        if (found.isEmpty() || tokens.use(token, Purpose.NOT_ME).isEmpty()) {
            return Outcome.EXPIRED;
        }
        long participantId = Objects.requireNonNull(found.get().participantId());
        if (state.hasPairing()) {
            log.info(
                    "The owner of the address of participant {} of exchange {} says that it was not them; names are drawn",
                    participantId,
                    exchangeId);
            if (state.allowsLeaveRequest()) {
                departures.askToLeave(exchangeId, participantId);
            }
            return Outcome.ASKED;
        }
        suppressions.add(exchangeId, found.get().email());
        events.publishEvent(new ParticipationEvent.Erased(exchangeId, participantId));
        participants.deleteRow(participantId);
        log.info("Participant {} of exchange {} was undone by the owner of the address", participantId, exchangeId);
        return Outcome.UNDONE;
    }
}
