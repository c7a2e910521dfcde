package org.sneakyklaus.mail;

import java.util.List;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.outbox.QueuedMail;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.stereotype.Component;

/** Finds the current recipients of emails. */
@Component
class ExchangeParticipants {

    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;
    private final Suppressions suppressions;

    ExchangeParticipants(ExchangeQueries exchanges, ParticipantQueries participants, Suppressions suppressions) {
        this.exchanges = exchanges;
        this.participants = participants;
        this.suppressions = suppressions;
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

    /** Returns whether this exchange must never email the reader, even if someone added them again. */
    boolean isRefused(ExchangeParticipant participant) {
        var email = participant.reader().email();
        return email != null && isRefused(participant, email);
    }

    /** Returns whether this exchange must never email an address. */
    boolean isRefused(ExchangeParticipant participant, EmailAddress address) {
        return suppressions.holds(participant.exchange().id(), address);
    }

    /** Returns whether the address gets only necessary emails, because an email bounced or was marked as spam. */
    boolean getsOnlyWhatIsNeeded(ExchangeParticipant participant) {
        var email = participant.reader().email();
        return email != null && suppressions.holdsEverywhere(email);
    }

    /** Returns the participation of the same address in every exchange. */
    List<ExchangeParticipant> ofSameAddress(ExchangeParticipant participant) {
        return participants.withAddress(participant.person().requiredEmail()).stream()
                .flatMap(person -> inExchange(person).stream())
                .toList();
    }
}
