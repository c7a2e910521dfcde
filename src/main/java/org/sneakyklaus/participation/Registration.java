package org.sneakyklaus.participation;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.participation.TypedRegistrations.Typed;
import org.sneakyklaus.signin.MagicTokens;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.SecretToken;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.ott.InvalidOneTimeTokenException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Handles registrations and requests for links. No result reveals whether an address was known. */
@Component
public class Registration {

    /**
     * The result of a registration.
     *
     * @param status open if it was accepted; else nothing was stored
     * @param token lets the browser that registered correct the address for an hour; null if nothing was stored
     */
    public record Outcome(
            RegistrationStatus status, @Nullable SecretToken token) {}

    /**
     * What a person may ask for in the join form.
     *
     * @param invitation to the next exchange; recorded once the address is confirmed
     */
    public record Wishes(boolean reminders, boolean invitation) {}

    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final Suppressions suppressions;
    private final TypedRegistrations typed;
    private final Guardianship guardianship;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Registration(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            Suppressions suppressions,
            TypedRegistrations typed,
            Guardianship guardianship,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.suppressions = suppressions;
        this.typed = typed;
        this.guardianship = guardianship;
        this.events = events;
        this.clock = clock;
    }

    /** Returns whether registration is open now. */
    @Transactional(readOnly = true)
    public RegistrationStatus status(ExchangeView exchange) {
        return RegistrationStatus.of(
                exchange,
                () -> participants.countActive(exchange.id()) + typed.placesHeld(exchange.id()),
                clock.instant());
    }

    /**
     * Registers a person. An address that already takes part gets a sign-in link instead, and one that left is added
     * back. One that was removed, or whose owner said "this was not me", gets nothing. Each of these cases occupies a
     * place, for an hour at least.
     *
     * @param browserHash the hash of the secret of the browser that accepts the code of the email; empty for none
     */
    @Transactional
    public Outcome register(
            long exchangeId, EmailAddress email, ProfileDetails profile, Wishes wishes, String browserHash) {
        var status = status(exchanges.hold(exchangeId));
        if (status != RegistrationStatus.OPEN) {
            return new Outcome(status, null);
        }
        var newcomer = letIn(exchangeId, email, profile, wishes, browserHash);
        var kept = new Typed(email, profile, wishes, newcomer, newcomer == null, clock.instant());
        return new Outcome(status, typed.keep(exchangeId, kept));
    }

    /** Returns the address typed in the browser with this token; empty after an hour. */
    @Transactional(readOnly = true)
    public Optional<EmailAddress> typedBy(long exchangeId, SecretToken token) {
        return typed.find(exchangeId, token).map(Typed::email);
    }

    /**
     * Moves a mistyped registration, with all that was typed, to another address, keeping its place. If that address is
     * known, deletes the mistyped row and keeps its place occupied. Once names are drawn nothing moves: who registered
     * for another person would be shown who that person drew.
     *
     * @param token the token of the browser that registered; replaced by the returned one
     * @param browserHash as in {@link #register}
     * @return empty once the hour is over
     */
    @Transactional
    public Optional<Outcome> correct(long exchangeId, SecretToken token, EmailAddress email, String browserHash) {
        var exchange = exchanges.hold(exchangeId);
        return typed.find(exchangeId, token).map(before -> {
            if (exchange.state().isOver()) {
                return new Outcome(status(exchange), null);
            }
            typed.forget(token);
            return new Outcome(
                    RegistrationStatus.OPEN, typed.keep(exchangeId, corrected(exchange, before, email, browserHash)));
        });
    }

    private Typed corrected(ExchangeView exchange, Typed before, EmailAddress email, String browserHash) {
        var mistyped = ownRow(exchange.id(), before);
        if (mistyped != null
                && (mistyped.isAt(email) || (exchange.state().isBeforeDraw() && isFree(exchange.id(), email)))) {
            if (!mistyped.isAt(email)) {
                mistyped.moveTo(email, false, clock.instant());
                mistyped.wantInvitation(before.wishes().invitation());
                events.publishEvent(new ParticipationEvent.AddressChanged(exchange.id(), mistyped.id()));
            }
            events.publishEvent(new ParticipationEvent.ConfirmationRequested(
                    exchange.id(), mistyped.id(), occasion(), browserHash));
            return before.corrected(email, before.newcomer(), false, clock.instant());
        }
        if (!exchange.state().isBeforeDraw()) {
            var drawn = mistyped == null ? null : before.newcomer();
            return before.corrected(email, drawn, before.holdsPlace(), clock.instant());
        }
        // Once its owner has opened a link, a row no longer belongs to this browser, nor does its place.
        if (mistyped == null && !before.holdsPlace() && status(exchange) != RegistrationStatus.OPEN) {
            return before.corrected(email, null, false, clock.instant());
        }
        if (mistyped != null) {
            events.publishEvent(new ParticipationEvent.Erased(exchange.id(), mistyped.id()));
            participants.deleteRow(mistyped.id());
        }
        var newcomer = letIn(exchange.id(), email, before.profile(), before.wishes(), browserHash);
        return before.corrected(email, newcomer, newcomer == null, clock.instant());
    }

    private @Nullable Participant ownRow(long exchangeId, Typed before) {
        return Optional.ofNullable(before.newcomer())
                .flatMap(id -> participants.findByIdAndExchangeId(id, exchangeId))
                .filter(row -> row.isActive() && !row.isConfirmed() && !row.isChangedSince(before.at()))
                .orElse(null);
    }

    /** Returns whether an address takes no part in an exchange, and may be emailed by it. */
    boolean isFree(long exchangeId, EmailAddress email) {
        return participants.findByExchangeIdAndEmail(exchangeId, email.value()).isEmpty()
                && !suppressions.holds(exchangeId, email);
    }

    /**
     * Sends a sign-in link and a code if the address takes part, and the exchange is no draft; does not reveal whether
     * it does.
     *
     * @param browserHash the hash of the secret of the browser that accepts the code
     */
    @Transactional
    public void askForLink(ExchangeView exchange, EmailAddress email, String browserHash) {
        participants
                .findByExchangeIdAndEmail(exchange.id(), email.value())
                .filter(participant -> participant.isActive() && exchange.state() != ExchangeState.DRAFT)
                .ifPresent(participant -> events.publishEvent(
                        new ParticipationEvent.SignInAsked(exchange.id(), participant.id(), occasion(), browserHash)));
    }

    /** Sends links to all exchanges that an address takes part in; does not reveal whether there are any. */
    @Transactional
    public void find(EmailAddress email) {
        participants.findByEmailAndWithdrawnAtIsNullAndRemovedAtIsNullOrderById(email.value()).stream()
                .findFirst()
                .ifPresent(participant -> events.publishEvent(
                        new ParticipationEvent.FindAsked(participant.exchangeId(), participant.id(), occasion())));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(MagicTokens.LinkOpened opened) {
        exchanges.hold(opened.exchangeId());
    }

    /**
     * Records a sign-in: the first proves the address, and each proves that emails arrived there when the link was
     * sent. Refuses a link that was on its way to an earlier address when that was changed.
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(MagicTokens.LinkUsed used) {
        participants.findById(used.participantId()).ifPresent(participant -> {
            if (!participant.isAt(used.sentTo())) {
                throw new InvalidOneTimeTokenException("Sent to an earlier address");
            }
            var before = participant.isConfirmed();
            participant.confirm(clock.instant());
            guardianship.confirm(participant.id());
            if (!before) {
                events.publishEvent(new ParticipationEvent.Confirmed(participant.exchangeId(), participant.id()));
            }
            participant.email().ifPresent(email -> suppressions.liftBounce(email, used.issuedAt()));
        });
    }

    private @Nullable Long letIn(
            long exchangeId, EmailAddress email, ProfileDetails profile, Wishes wishes, String browserHash) {
        var known =
                participants.findByExchangeIdAndEmail(exchangeId, email.value()).orElse(null);
        if (known != null && known.isActive()) {
            known.touch(clock.instant());
            if (!known.isConfirmed()) {
                known.wantInvitation(wishes.invitation());
            }
            events.publishEvent(new ParticipationEvent.SignInAsked(exchangeId, known.id(), occasion(), browserHash));
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
            ParticipationEvent.TextReplaced.by(profile, newcomer).ifPresent(events::publishEvent);
            newcomer.comeBack(profile, false, now);
        }
        newcomer.remind(wishes.reminders(), now);
        newcomer.wantInvitation(wishes.invitation());
        events.publishEvent(
                new ParticipationEvent.ConfirmationRequested(exchangeId, newcomer.id(), occasion(), browserHash));
        events.publishEvent(new ParticipationEvent.Joined(exchangeId, newcomer.id(), occasion()));
        log.info("Participant {} registered for exchange {}", newcomer.id(), exchangeId);
        return newcomer.id();
    }

    static String occasion() {
        return UUID.randomUUID().toString();
    }
}
