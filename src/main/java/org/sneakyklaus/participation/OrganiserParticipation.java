package org.sneakyklaus.participation;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.signin.Sessions;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.Organiser;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets the organiser take part by their account, whatever address of theirs takes part by email. */
@Component
@Transactional
public class OrganiserParticipation {

    private static final Logger log = LoggerFactory.getLogger(OrganiserParticipation.class);

    private final ParticipantRepository participants;
    private final Membership membership;
    private final ExchangeQueries exchanges;
    private final ExchangeHold hold;
    private final ExchangeHistory history;
    private final NextTime nextTime;
    private final Organiser organiser;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OrganiserParticipation(
            ParticipantRepository participants,
            Membership membership,
            ExchangeQueries exchanges,
            ExchangeHold hold,
            ExchangeHistory history,
            NextTime nextTime,
            Organiser organiser,
            Sessions sessions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.membership = membership;
        this.exchanges = exchanges;
        this.hold = hold;
        this.history = history;
        this.nextTime = nextTime;
        this.organiser = organiser;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The organiser as a participant.
     *
     * @param slug of the exchange's link
     */
    public record OwnPlace(String slug, ParticipantPrincipal participant) {}

    /**
     * Adds the organiser, or adds them back.
     *
     * @throws ConflictException if they take part, or once the exchange is drawn or over
     * @throws RuleViolation if the exchange is full
     */
    public void join(long exchangeId, ProfileDetails profile) {
        var exchange = membership.beforeDraw(exchangeId);
        var known = participants.findByExchangeIdAndAccount(exchangeId, organiser.account());
        if (known.filter(Participant::isActive).isPresent()) {
            throw new ConflictException("participant.account.already");
        }
        membership.refuseIfFull(exchange);
        var now = clock.instant();
        known.ifPresentOrElse(
                gone -> {
                    ParticipationEvent.TextReplaced.by(profile, gone).ifPresent(events::publishEvent);
                    gone.comeBack(profile, false, now);
                },
                () -> participants.save(new Participant(exchangeId, profile, organiser.account(), now)));
        events.publishEvent(new PeopleAdded(exchangeId));
        log.info("Admin takes part in exchange {}", exchangeId);
    }

    /** Whether {@link #takeOver} would be accepted: their address is that of the organiser's account. */
    @Transactional(readOnly = true)
    public boolean mayTakeOver(ParticipantView participant) {
        return participant.way() == Way.EMAIL
                && participant.confirmed()
                && organiser.confirmedAddress().equals(Optional.ofNullable(participant.email()))
                && participants
                        .findByExchangeIdAndAccount(participant.exchangeId(), organiser.account())
                        .isEmpty();
    }

    /**
     * Lets the organiser's account open the page of a participant with the same address, who asks for it. Ends their
     * sessions and links; everyone can read it.
     *
     * @throws NotFoundException unless {@link #mayTakeOver} says so
     * @throws ConflictException once the exchange is over
     */
    public void takeOver(ParticipantPrincipal me) {
        var exchange = hold.hold(me.exchangeId());
        if (exchange.state().isOver()) {
            throw new ConflictException("participant.profile.over");
        }
        var own = participants
                .findByIdAndExchangeId(me.participantId(), me.exchangeId())
                .filter(participant -> participant.isActive() && mayTakeOver(ParticipantView.of(participant)))
                .orElseThrow(() -> new NotFoundException("organiser as participant " + me.participantId()));
        own.email().ifPresent(address -> nextTime.forget(exchange.seriesId(), address));
        own.tieTo(organiser.account(), clock.instant());
        history.tell(exchange.id(), Kind.ACCOUNT_TIED, List.of(own.id()));
        events.publishEvent(
                new ParticipationEvent.WayChanged(exchange.id(), own.id(), Kind.ACCOUNT_TIED, Registration.occasion()));
        events.publishEvent(new ParticipationEvent.AddressChanged(exchange.id(), own.id()));
        log.info("Participant {} takes part by the account of the admin", own.id());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ExchangeEvent.OrganiserJoins event) {
        join(event.exchangeId(), new ProfileDetails(event.name(), ""));
    }

    /** Ends the sessions of the organiser's own pages, which their account began. */
    public void endSessions() {
        sessions.endAllOf(participants.findByAccount(organiser.account()).stream()
                .map(own -> ParticipantPrincipal.nameOf(own.id()))
                .toList());
    }

    /** @throws NotFoundException unless the organiser takes part in this exchange */
    @Transactional(readOnly = true)
    public OwnPlace of(long exchangeId) {
        var slug = exchanges.byId(exchangeId).slug();
        return participants
                .findByExchangeIdAndAccount(exchangeId, organiser.account())
                .filter(Participant::isActive)
                .map(own -> new OwnPlace(slug, new ParticipantPrincipal(own.id(), exchangeId, own.name())))
                .orElseThrow(() -> new NotFoundException("organiser as participant of exchange " + exchangeId));
    }
}
