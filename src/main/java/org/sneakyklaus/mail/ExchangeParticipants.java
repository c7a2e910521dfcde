package org.sneakyklaus.mail;

import java.util.List;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.outbox.Suppressions;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.stereotype.Component;

/** Finds who is written to about what, as things stand now. */
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

    /** Nothing when the row is gone: somebody said "this was not me", or the exchange was deleted. */
    Optional<ExchangeParticipant> find(long participantId) {
        return participants
                .find(participantId)
                .flatMap(person ->
                        exchanges.find(person.exchangeId()).map(exchange -> new ExchangeParticipant(exchange, person)));
    }

    /** Whether this exchange must never write to an address, whoever brought it back. */
    boolean isRefused(ExchangeParticipant participant, EmailAddress address) {
        return suppressions.holds(participant.exchange().id(), address);
    }

    /** Whether no email gets to the address, or its owner called one spam. */
    boolean getsOnlyWhatIsNeeded(ExchangeParticipant participant) {
        return suppressions.holdsEverywhere(participant.person().email());
    }

    /** Every exchange that the same address takes part in. */
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
