package org.sneakyklaus.participation;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Handles withdrawals, leave requests and removals. */
@Component
@Transactional
public class Departures {

    private static final Logger log = LoggerFactory.getLogger(Departures.class);

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final ParticipantCredentials credentials;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Departures(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            ParticipantCredentials credentials,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.credentials = credentials;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Lets a participant leave: deletes their gift ideas at once, deactivates their exclusions, and ends their sessions
     * and links.
     *
     * @throws ConflictException once registration is closed
     */
    public void withdraw(long exchangeId, long participantId) {
        if (!exchanges.hold(exchangeId).state().allowsWithdrawal()) {
            throw new ConflictException("participant.withdraw.tooLate");
        }
        var participant = active(exchangeId, participantId);
        participant.withdraw(clock.instant());
        credentials.end(participantId);
        events.publishEvent(new ParticipationEvent.Withdrawn(exchangeId, participantId, Registration.occasion()));
        log.info("Participant {} left exchange {}", participantId, exchangeId);
    }

    /**
     * Records a leave request to the organiser; a repeated one changes nothing.
     *
     * @throws ConflictException while they can leave without asking, or once the exchange is over
     */
    public void askToLeave(long exchangeId, long participantId) {
        if (!exchanges.hold(exchangeId).state().allowsLeaveRequest()) {
            throw new ConflictException("participant.leave.notNow");
        }
        var participant = active(exchangeId, participantId);
        if (!participant.isLeaveRequested()) {
            participant.askToLeave(clock.instant());
            events.publishEvent(new ParticipationEvent.LeaveAsked(exchangeId, participantId, Registration.occasion()));
            log.info("Participant {} asked to leave exchange {}", participantId, exchangeId);
        }
    }

    /**
     * Removes a participant on the organiser's request.
     *
     * @throws ConflictException once the exchange is drawn or over
     */
    public void removeBeforeDraw(long exchangeId, long participantId) {
        refuseAfterDraw(exchangeId);
        remove(exchangeId, participantId);
        log.info("Participant {} removed from exchange {}", participantId, exchangeId);
    }

    /**
     * Removes all participants who registered but have not confirmed their address; keeps those that the organiser
     * added.
     *
     * @return the number of participants removed
     * @throws ConflictException once the exchange is drawn or over
     */
    public int removeUnconfirmed(long exchangeId) {
        refuseAfterDraw(exchangeId);
        var unconfirmed =
                participants.findByExchangeIdAndConfirmedAtIsNullAndWithdrawnAtIsNullAndRemovedAtIsNull(exchangeId);
        unconfirmed.removeIf(Participant::isAddedByAdmin);
        unconfirmed.forEach(participant -> remove(exchangeId, participant.id()));
        log.info("{} unconfirmed participants removed from exchange {}", unconfirmed.size(), exchangeId);
        return unconfirmed.size();
    }

    /**
     * Removes a participant as part of a larger step that holds the exchange, such as a draw that leaves them out. The
     * row stays, marked, until the purge; sessions and links end.
     *
     * @throws NotFoundException if there is no such active participant
     */
    public void remove(long exchangeId, long participantId) {
        var participant = active(exchangeId, participantId);
        participant.remove(clock.instant());
        credentials.end(participantId);
        events.publishEvent(new ParticipationEvent.Removed(exchangeId, participantId, Registration.occasion()));
    }

    private void refuseAfterDraw(long exchangeId) {
        var state = exchanges.hold(exchangeId).state();
        if (!state.isBeforeDraw()) {
            throw new ConflictException(
                    state == ExchangeState.MATCHED ? "participant.conflict.drawn" : "exchange.conflict." + state);
        }
    }

    private Participant active(long exchangeId, long participantId) {
        return participants
                .findByIdAndExchangeId(participantId, exchangeId)
                .filter(Participant::isActive)
                .orElseThrow(() -> new NotFoundException("participant " + participantId));
    }
}
