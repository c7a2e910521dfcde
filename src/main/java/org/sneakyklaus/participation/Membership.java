package org.sneakyklaus.participation;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.MailCapture;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.TooOftenException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds people, adds them back, corrects them and emails them again, for the organiser. Each operation but {@link #join}
 * throws {@link ConflictException} once the exchange is drawn or over. Each throws {@link TooOftenException} if the
 * address has reached its limit of emails.
 */
@Component
@Transactional
public class Membership {

    private static final Logger log = LoggerFactory.getLogger(Membership.class);

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final Suppressions suppressions;
    private final MailCapture mailCapture;
    private final Guardianship guardianship;
    private final ExchangeHistory history;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Membership(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            Suppressions suppressions,
            MailCapture mailCapture,
            Guardianship guardianship,
            ExchangeHistory history,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.suppressions = suppressions;
        this.mailCapture = mailCapture;
        this.guardianship = guardianship;
        this.history = history;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds a participant, who counts as confirmed for the draw; adds back one who left. Emails them at once, or for a
     * draft when registration opens.
     *
     * @throws RuleViolation if the address already takes part or the exchange is full
     */
    public void add(long exchangeId, ProfileDetails profile, EmailAddress email) {
        var exchange = beforeDraw(exchangeId);
        if (participants
                .findByExchangeIdAndEmail(exchangeId, email.value())
                .filter(Participant::isActive)
                .isPresent()) {
            throw RuleViolation.onField("email", "participant.email.known.offer");
        }
        var newcomer = join(exchange, profile, email);
        log.info("Participant {} added to exchange {}", newcomer, exchangeId);
    }

    /**
     * Adds a participant as part of a larger step that holds the exchange, such as adjusting the draw.
     *
     * @return the participant's id
     * @throws RuleViolation as {@link #add} does
     */
    public long join(ExchangeView exchange, ProfileDetails profile, EmailAddress email) {
        var known = participants
                .findByExchangeIdAndEmail(exchange.id(), email.value())
                .orElse(null);
        if (known != null && known.isActive()) {
            throw RuleViolation.onField("email", "participant.email.known");
        }
        refuseIfUnwanted(exchange.id(), email);
        refuseIfFull(exchange);
        events.publishEvent(new PeopleAdded(exchange.id()));
        return letIn(exchange, known, new Newcomer(profile, email)).id();
    }

    /**
     * Adds a participant after all checks have passed.
     *
     * @param known the row from their earlier participation, or null
     */
    Participant letIn(ExchangeView exchange, @Nullable Participant known, Newcomer person) {
        var now = clock.instant();
        var newcomer = known;
        if (newcomer == null) {
            newcomer = participants.save(new Participant(exchange.id(), person.profile(), person.email(), true, now));
        } else {
            var profile = newcomer.completed(person.profile(), person.email());
            ParticipationEvent.TextReplaced.by(profile, newcomer).ifPresent(events::publishEvent);
            newcomer.comeBack(profile, true, now);
        }
        welcome(exchange, newcomer);
        return newcomer;
    }

    /**
     * Adds a participant who has no address and is not looked after, after all checks have passed. Their personal link
     * is still to be made.
     *
     * @param known as in {@link #letIn(ExchangeView, Participant, Newcomer)}
     */
    Participant letIn(ExchangeView exchange, @Nullable Participant known, ProfileDetails profile) {
        if (known == null) {
            return participants.save(new Participant(exchange.id(), profile, true, clock.instant()));
        }
        ParticipationEvent.TextReplaced.by(profile, known).ifPresent(events::publishEvent);
        known.comeBack(profile, true, clock.instant());
        return known;
    }

    /** Adds back a participant who left or was removed, with their exclusions. */
    public void restore(long exchangeId, long participantId) {
        var exchange = beforeDraw(exchangeId);
        var participant = find(exchangeId, participantId);
        if (participant.isActive()) {
            throw new ConflictException("participant.restore.active");
        }
        refuseIfFull(exchange);
        if (participant.way() == Way.GUARDIAN) {
            guardianship.restore(exchange, participant);
        } else {
            participant.comeBack(
                    new ProfileDetails(participant.name(), participant.giftIdeas()),
                    participant.way() != Way.ACCOUNT,
                    clock.instant());
            welcome(exchange, participant);
        }
        events.publishEvent(new PeopleAdded(exchangeId));
        log.info("Participant {} added back to exchange {}", participantId, exchangeId);
    }

    /**
     * Corrects a participant who has not confirmed yet; with another address, the links and sessions of the old one
     * end.
     *
     * @throws ConflictException if they have confirmed: from then on only they can change it
     */
    public void correct(long exchangeId, long participantId, ProfileDetails profile, EmailAddress email) {
        var exchange = beforeDraw(exchangeId);
        var participant = unconfirmed(exchangeId, participantId);
        var now = clock.instant();
        ParticipationEvent.TextReplaced.by(profile, participant).ifPresent(events::publishEvent);
        participant.rename(profile.name(), now);
        participant.wish(profile.giftIdeas(), now);
        if (!participant.isAt(email)) {
            refuseIfTaken(exchangeId, email);
            participant.moveTo(email, false, now);
            events.publishEvent(new ParticipationEvent.AddressChanged(exchangeId, participantId));
            welcome(exchange, participant);
        }
    }

    /**
     * Asks for an address of their own for a person who is looked after, which its owner confirms before names are
     * drawn; until then their guardian looks after them. Everyone can read that it was asked for.
     *
     * @throws ConflictException for a draft, and once the exchange is drawn or over
     * @throws NotFoundException unless they are looked after
     * @throws RuleViolation if the address already takes part or must not be emailed
     */
    public void askForAddress(long exchangeId, long participantId, EmailAddress email) {
        if (beforeDraw(exchangeId).state() == ExchangeState.DRAFT) {
            throw new ConflictException("exchange.conflict.DRAFT");
        }
        var participant = find(exchangeId, participantId);
        if (!participant.isActive() || participant.way() != Way.GUARDIAN) {
            throw new NotFoundException("participant who is looked after " + participantId);
        }
        refuseIfTaken(exchangeId, email);
        history.tell(exchangeId, Kind.ADDRESS_ASKED, List.of(participantId));
        events.publishEvent(new ParticipationEvent.AddressChangeReplaced(exchangeId, participantId, email));
        events.publishEvent(new ParticipationEvent.AddressChangeAsked(
                exchangeId, participantId, email.value(), Registration.occasion()));
    }

    /**
     * Sends the confirmation email again.
     *
     * @throws ConflictException for a draft, where none was sent yet, or if they have confirmed
     */
    public void resend(long exchangeId, long participantId) {
        var exchange = beforeDraw(exchangeId);
        if (exchange.state() == ExchangeState.DRAFT) {
            throw new ConflictException("exchange.conflict.DRAFT");
        }
        var participant = unconfirmed(exchangeId, participantId);
        welcome(exchange, participant);
    }

    /** Locks the exchange and checks that participants may still be added and removed. */
    ExchangeView beforeDraw(long exchangeId) {
        var exchange = exchanges.hold(exchangeId);
        requireBeforeDraw(exchange);
        return exchange;
    }

    /** @throws ConflictException once the exchange is drawn or over */
    static void requireBeforeDraw(ExchangeView exchange) {
        if (exchange.state() == ExchangeState.MATCHED) {
            throw new ConflictException("participant.conflict.drawn");
        }
        if (!exchange.state().isEditable()) {
            throw new ConflictException("exchange.conflict." + exchange.state());
        }
    }

    private void refuseIfTaken(long exchangeId, EmailAddress email) {
        if (participants.findByExchangeIdAndEmail(exchangeId, email.value()).isPresent()) {
            throw RuleViolation.onField("email", "participant.email.known");
        }
        refuseIfUnwanted(exchangeId, email);
    }

    private void refuseIfUnwanted(long exchangeId, EmailAddress email) {
        var refusal = refusals(exchangeId).apply(email);
        if (refusal != null) {
            throw RuleViolation.onField("email", refusal);
        }
    }

    /** Returns why an exchange cannot email an address, as the key of a text; null if it can. */
    Function<EmailAddress, @Nullable String> refusals(long exchangeId) {
        if (mailCapture.reachesNoOne()) {
            return email -> "participant.email.notHere";
        }
        var unwanted = suppressions.heldBy(exchangeId);
        return email -> unwanted.test(email) ? "participant.email.unwanted" : null;
    }

    void refuseIfFull(ExchangeView exchange) {
        if (exchange.isFull(participants.countActive(exchange.id()))) {
            throw RuleViolation.of("participant.full");
        }
    }

    private void welcome(ExchangeView exchange, Participant participant) {
        if (exchange.state() != ExchangeState.DRAFT && participant.way() == Way.EMAIL) {
            events.publishEvent(
                    new ParticipationEvent.Invited(exchange.id(), participant.id(), Registration.occasion()));
        }
    }

    /** Returns a participant with an address that is not confirmed yet: only those who take part by email have one. */
    private Participant unconfirmed(long exchangeId, long participantId) {
        var participant = find(exchangeId, participantId);
        if (participant.way() != Way.EMAIL) {
            throw new NotFoundException("address of participant " + participantId);
        }
        if (participant.isConfirmed() || !participant.isActive()) {
            throw new ConflictException("participant.correct.confirmed");
        }
        return participant;
    }

    private Participant find(long exchangeId, long participantId) {
        return participants
                .findByIdAndExchangeId(participantId, exchangeId)
                .orElseThrow(() -> new NotFoundException("participant " + participantId));
    }
}
