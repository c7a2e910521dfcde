package org.sneakyklaus.participation;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.RuleViolation;
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
    private final Guardianship guardianship;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Departures(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            ParticipantCredentials credentials,
            Guardianship guardianship,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.credentials = credentials;
        this.guardianship = guardianship;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Lets a participant leave, with the people they look after: deletes their gift ideas at once, deactivates their
     * exclusions, and ends their sessions and links.
     *
     * @throws ConflictException once registration is closed
     */
    public void withdraw(long exchangeId, long participantId) {
        if (!exchanges.hold(exchangeId).state().allowsWithdrawal()) {
            throw new ConflictException("participant.withdraw.tooLate");
        }
        // At the same time: the last email to them names who left with them.
        var now = clock.instant();
        for (var participant : withTheirPeople(participants.active(exchangeId, participantId))) {
            participant.withdraw(now);
            credentials.end(participant.id());
            events.publishEvent(
                    new ParticipationEvent.Withdrawn(exchangeId, participant.id(), Registration.occasion()));
            log.info("Participant {} left exchange {}", participant.id(), exchangeId);
        }
    }

    /**
     * Lets a guardian leave, whose people stay.
     *
     * @param successor a handle of the participant who looks after them from now on
     * @throws ConflictException once registration is closed
     * @throws RuleViolation if the successor cannot look after them
     */
    public void withdraw(ParticipantPrincipal guardian, String successor) {
        guardianship.handOver(guardian, successor);
        withdraw(guardian.exchangeId(), guardian.participantId());
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
        var participant = participants.active(exchangeId, participantId);
        if (!participant.isLeaveRequested()) {
            participant.askToLeave(clock.instant());
            events.publishEvent(new ParticipationEvent.LeaveAsked(exchangeId, participantId, Registration.occasion()));
            log.info("Participant {} asked to leave exchange {}", participantId, exchangeId);
        }
    }

    /**
     * Takes a leave request back; without one nothing changes.
     *
     * @throws ConflictException once the exchange is over
     */
    public void stay(long exchangeId, long participantId) {
        if (exchanges.hold(exchangeId).state().isOver()) {
            throw new ConflictException("participant.profile.over");
        }
        var participant = participants.active(exchangeId, participantId);
        if (participant.isLeaveRequested()) {
            participant.stay(clock.instant());
            // Else the organiser could remove them from a page that was opened before.
            exchanges.outdatePages(exchangeId);
            log.info("Participant {} of exchange {} no longer asks to leave", participantId, exchangeId);
        }
    }

    /**
     * Removes a participant, with the people they look after, on the organiser's request.
     *
     * @throws ConflictException once the exchange is drawn or over
     */
    public void removeBeforeDraw(long exchangeId, long participantId) {
        Membership.requireBeforeDraw(exchanges.hold(exchangeId));
        remove(exchangeId, participantId);
        log.info("Participant {} removed from exchange {}", participantId, exchangeId);
    }

    /**
     * Removes a guardian on the organiser's request, whose people stay with another one.
     *
     * @throws ConflictException once the exchange is drawn or over
     * @throws RuleViolation if the other one cannot look after them
     */
    public void removeBeforeDraw(long exchangeId, long guardianId, long newGuardianId) {
        Membership.requireBeforeDraw(exchanges.hold(exchangeId));
        guardianship.handOver(exchangeId, guardianId, newGuardianId);
        removeBeforeDraw(exchangeId, guardianId);
    }

    /**
     * Removes all participants who registered but have not confirmed their address, with the people they look after;
     * keeps others that the organiser added.
     *
     * @return the number of participants removed
     * @throws ConflictException once the exchange is drawn or over
     */
    public int removeUnconfirmed(long exchangeId) {
        Membership.requireBeforeDraw(exchanges.hold(exchangeId));
        var unconfirmed =
                participants.findByExchangeIdAndConfirmedAtIsNullAndWithdrawnAtIsNullAndRemovedAtIsNull(exchangeId);
        // Those who are looked after go with their guardians.
        unconfirmed.removeIf(participant -> participant.isAddedByAdmin() || participant.way() != Way.EMAIL);
        var removed = unconfirmed.stream()
                .mapToInt(participant -> remove(exchangeId, participant.id()))
                .sum();
        log.info("{} unconfirmed participants and those they look after removed from exchange {}", removed, exchangeId);
        return removed;
    }

    /**
     * Removes active participants, with the people they look after, as part of a larger step that holds the exchange,
     * such as a draw that leaves them out. The rows stay, marked, until the purge; sessions and links end.
     */
    public void remove(long exchangeId, Set<Long> leaving) {
        // Guardians first: they are emailed about those who leave with them.
        participants.findByExchangeIdOrderById(exchangeId).stream()
                .filter(participant -> leaving.contains(participant.id()))
                .sorted(Comparator.comparing(participant -> participant.way() == Way.GUARDIAN))
                .filter(Participant::isActive)
                .forEach(participant -> remove(exchangeId, participant.id()));
    }

    private int remove(long exchangeId, long participantId) {
        var leaving = withTheirPeople(participants.active(exchangeId, participantId));
        var now = clock.instant();
        for (var participant : leaving) {
            participant.remove(now);
            credentials.end(participant.id());
            events.publishEvent(new ParticipationEvent.Removed(exchangeId, participant.id(), Registration.occasion()));
        }
        return leaving.size();
    }

    private List<Participant> withTheirPeople(Participant participant) {
        return Stream.concat(
                        Stream.of(participant),
                        participants.findByManagedByOrderById(participant.id()).stream()
                                .filter(Participant::isActive))
                .toList();
    }
}
