package org.sneakyklaus.mail;

import java.util.List;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.participation.ParticipantQueries;
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
        return participants
                .find(participantId)
                .flatMap(person ->
                        exchanges.find(person.exchangeId()).map(exchange -> new ExchangeParticipant(exchange, person)));
    }

    /** Returns whether this exchange must never email an address, even if someone added it again. */
    boolean isRefused(ExchangeParticipant participant, EmailAddress address) {
        return suppressions.holds(participant.exchange().id(), address);
    }

    /** Returns whether the address gets only necessary emails, because an email bounced or was marked as spam. */
    boolean getsOnlyWhatIsNeeded(ExchangeParticipant participant) {
        return suppressions.holdsEverywhere(participant.person().email());
    }

    /** Returns the participation of the same address in every exchange. */
    List<ExchangeParticipant> ofSameAddress(ExchangeParticipant participant) {
        return participants.withAddress(participant.person().email()).stream()
                .flatMap(person ->
                        exchanges
                                .find(person.exchangeId())
                                .map(exchange -> new ExchangeParticipant(exchange, person))
                                .stream())
                .toList();
    }
}
