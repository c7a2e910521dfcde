package org.sneakyklaus.mail;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.QueuedMail;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds the current recipients of emails. */
@Component
@Transactional(readOnly = true)
class ExchangeParticipants {

    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final Suppressions suppressions;
    private final Clock clock;

    ExchangeParticipants(
            ExchangeQueries exchanges, ParticipantQueries participants, Suppressions suppressions, Clock clock) {
        this.exchanges = exchanges;
        this.participants = participants;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /** Finds the participant of an email; empty if it is no longer true, or must not be sent to them. */
    Optional<ExchangeParticipant> find(QueuedMail mail) {
        return Optional.ofNullable(mail.participantId())
                .flatMap(this::find)
                .filter(participant -> Relevance.isStillTrue(mail.kind(), mail.detail(), participant, clock.instant()))
                .filter(participant -> !isRefused(participant))
                .filter(participant -> !mail.kind().isOptional() || !getsOnlyWhatIsNeeded(participant));
    }

    /** Finds a participant; empty if they were removed by "this was not me", or the exchange was deleted. */
    Optional<ExchangeParticipant> find(long participantId) {
        return participants.find(participantId).flatMap(this::inExchange);
    }

    /** Finds the exchange of an email; empty if it was deleted. */
    Optional<ExchangeView> exchange(QueuedMail mail) {
        return Optional.ofNullable(mail.exchangeId()).flatMap(exchanges::find);
    }

    private Optional<ExchangeParticipant> inExchange(ParticipantView person) {
        var guardian = Optional.ofNullable(person.managedBy()).flatMap(participants::find);
        return exchanges
                .find(person.exchangeId())
                .map(exchange -> new ExchangeParticipant(
                        exchange, person, guardian.orElse(null), participants.lookedAfterBy(person.id())));
    }

    /** This exchange must never email the reader, even if someone added them again. */
    private boolean isRefused(ExchangeParticipant participant) {
        var email = participant.reader().email();
        return email != null && isRefused(participant, email);
    }

    /** Returns whether this exchange must never email an address. */
    boolean isRefused(ExchangeParticipant participant, EmailAddress address) {
        return suppressions.holds(participant.exchange().id(), address);
    }

    /** An email to this address bounced, or was marked as spam. */
    private boolean getsOnlyWhatIsNeeded(ExchangeParticipant participant) {
        var email = participant.reader().email();
        return email != null && suppressions.holdsEverywhere(email);
    }

    /** Returns the participation of the same address in every exchange but drafts, which only the organiser may know. */
    List<ExchangeParticipant> ofSameAddress(ExchangeParticipant participant) {
        return participants.withAddress(participant.person().requiredEmail()).stream()
                .flatMap(person -> inExchange(person).stream())
                .filter(found -> found.exchange().state() != ExchangeState.DRAFT)
                .toList();
    }
}
