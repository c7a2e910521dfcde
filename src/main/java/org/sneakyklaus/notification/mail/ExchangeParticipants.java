package org.sneakyklaus.notification.mail;

import java.util.List;
import java.util.Optional;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.stereotype.Component;

/** Finds who is written to about what, as things stand now. */
@Component
class ExchangeParticipants {

    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;

    ExchangeParticipants(ExchangeQueries exchanges, ParticipantQueries participants) {
        this.exchanges = exchanges;
        this.participants = participants;
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
        return participants.refusesMail(participant.exchange().id(), address);
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
