package org.sneakyklaus.participation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets people in by themselves. Nothing that is returned tells whether an address was known. */
@Component
public class Registration {

    /**
     * What came of a registration.
     *
     * @param door open when it was accepted; else nothing was stored
     * @param newcomer the participant whose row is new or back, or null when the address was known; not to be shown
     */
    public record Outcome(Door door, @Nullable Long newcomer) {}

    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    private static final Duration AGAIN = Duration.ofMinutes(20);

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final Suppressions suppressions;
    private final Admission admission;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Registration(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            Suppressions suppressions,
            Admission admission,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.suppressions = suppressions;
        this.admission = admission;
        this.events = events;
        this.clock = clock;
    }

    /** Whether somebody new may register now. */
    @Transactional(readOnly = true)
    public Door door(ExchangeView exchange) {
        return Door.of(exchange, () -> headcount(exchange.id()), clock.instant());
    }

    /**
     * Registers somebody. An address that takes part already gets a sign-in link instead, and one that withdrew comes
     * back; one that was removed, or whose owner said "this was not me", gets nothing.
     */
    @Transactional
    public Outcome register(long exchangeId, EmailAddress email, ProfileDetails profile, boolean reminders) {
        var door = door(exchanges.hold(exchangeId));
        return door == Door.OPEN
                ? new Outcome(door, letIn(exchangeId, email, profile, reminders))
                : new Outcome(door, null);
    }

    /**
     * Sends a mistyped registration to another address. When the first address was known, nothing was stored under
     * it, and this is a registration of its own. When the other one is known, the mistyped one goes, unless names are
     * drawn: then it stays, since somebody has drawn it.
     *
     * @param newcomer the row that the registration made, or null if it made none
     * @param name what was typed then
     * @param typedAt when; a row that has changed since is no longer this browser's: its owner has come by
     */
    @Transactional
    public Outcome correct(long exchangeId, @Nullable Long newcomer, String name, EmailAddress email, Instant typedAt) {
        var exchange = exchanges.hold(exchangeId);
        var door = door(exchange);
        if (exchange.state().isOver()) {
            return new Outcome(door, null);
        }
        var mistyped = newcomer == null
                ? null
                : participants
                        .findByIdAndExchangeId(newcomer, exchangeId)
                        .filter(participant -> participant.isActive()
                                && !participant.isConfirmed()
                                && !participant.isChangedSince(typedAt))
                        .orElse(null);
        if (mistyped == null) {
            return door == Door.OPEN
                    ? new Outcome(door, letIn(exchangeId, email, new ProfileDetails(name, ""), true))
                    // The same answer as for a row that is moved: it must not tell whether there is one.
                    : new Outcome(Door.OPEN, null);
        }
        if (mistyped.email().equals(email)) {
            events.publishEvent(new ParticipationEvent.Registered(exchangeId, mistyped.id(), onceInAWhile()));
            return new Outcome(Door.OPEN, newcomer);
        }
        if (participants.findByExchangeIdAndEmail(exchangeId, email.value()).isEmpty()
                && !suppressions.holds(exchangeId, email)) {
            mistyped.moveTo(email, false, clock.instant());
            admission.end(mistyped.id());
            events.publishEvent(new ParticipationEvent.Registered(exchangeId, mistyped.id(), occasion()));
            return new Outcome(Door.OPEN, newcomer);
        }
        if (!exchange.state().isBeforeDraw()) {
            return new Outcome(Door.OPEN, newcomer);
        }
        var profile = new ProfileDetails(mistyped.name(), mistyped.giftIdeas());
        var reminders = mistyped.isReminderEnabled();
        events.publishEvent(new ParticipationEvent.Erased(exchangeId, mistyped.id()));
        participants.deleteRow(mistyped.id());
        return new Outcome(Door.OPEN, letIn(exchangeId, email, profile, reminders));
    }

    /**
     * Sends a link to sign in, and a code, if the address takes part; says nothing if not.
     *
     * @param browserHash the hash of the secret of the browser that takes the code
     */
    @Transactional
    public void askForLink(long exchangeId, EmailAddress email, String browserHash) {
        participants
                .findByExchangeIdAndEmail(exchangeId, email.value())
                .filter(Participant::isActive)
                .ifPresent(participant -> events.publishEvent(
                        new ParticipationEvent.SignInAsked(exchangeId, participant.id(), occasion(), browserHash)));
    }

    /** Sends links to all exchanges that an address takes part in; says nothing if there are none. */
    @Transactional
    public void find(EmailAddress email) {
        participants.findByEmailAndWithdrawnAtIsNullAndRemovedAtIsNullOrderById(email.value()).stream()
                .findFirst()
                .ifPresent(participant -> events.publishEvent(
                        new ParticipationEvent.FindAsked(participant.exchangeId(), participant.id(), occasion())));
    }

    /** The first sign-in proves the address; every one, that e-mails got there when the link was mailed. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(MagicTokens.LinkUsed used) {
        participants.findById(used.participantId()).ifPresent(participant -> {
            participant.confirm(clock.instant());
            suppressions.liftBounce(participant.email(), used.issuedAt());
        });
    }

    private @Nullable Long letIn(long exchangeId, EmailAddress email, ProfileDetails profile, boolean reminders) {
        var known =
                participants.findByExchangeIdAndEmail(exchangeId, email.value()).orElse(null);
        if (known != null && known.isActive()) {
            known.touch(clock.instant());
            events.publishEvent(new ParticipationEvent.SignInAsked(exchangeId, known.id(), onceInAWhile(), ""));
            return null;
        }
        if ((known != null && known.isRemoved()) || suppressions.holds(exchangeId, email)) {
            return null;
        }
        var now = clock.instant();
        var newcomer = known;
        if (newcomer == null) {
            newcomer = participants.save(new Participant(exchangeId, profile, email, false, now));
        } else {
            newcomer.comeBack(profile, false, now);
        }
        newcomer.remind(reminders, now);
        events.publishEvent(new ParticipationEvent.Registered(exchangeId, newcomer.id(), occasion()));
        events.publishEvent(new ParticipationEvent.Joined(exchangeId, newcomer.id(), occasion()));
        log.info("Participant {} registered for exchange {}", newcomer.id(), exchangeId);
        return newcomer.id();
    }

    private int headcount(long exchangeId) {
        return participants.countByExchangeIdAndWithdrawnAtIsNullAndRemovedAtIsNull(exchangeId);
    }

    /** Whoever types an address again and again has its owner written to three times an hour, as if they asked for links. */
    private String onceInAWhile() {
        return "again-" + clock.instant().getEpochSecond() / AGAIN.toSeconds();
    }

    static String occasion() {
        return UUID.randomUUID().toString();
    }
}
