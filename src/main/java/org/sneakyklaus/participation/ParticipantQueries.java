package org.sneakyklaus.participation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.NotFoundException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds participants. */
@Component
@Transactional(readOnly = true)
public class ParticipantQueries {

    private final ParticipantRepository participants;

    ParticipantQueries(ParticipantRepository participants) {
        this.participants = participants;
    }

    public Optional<ParticipantView> find(long id) {
        return participants.findById(id).map(ParticipantView::of);
    }

    /** @throws NotFoundException when there is none */
    public ParticipantView byId(long id) {
        return find(id).orElseThrow(() -> new NotFoundException("participant " + id));
    }

    /** @throws NotFoundException when this exchange has no such participant */
    public ParticipantView byId(long exchangeId, long id) {
        return participants
                .findByIdAndExchangeId(id, exchangeId)
                .map(ParticipantView::of)
                .orElseThrow(() -> new NotFoundException("participant " + id + " of exchange " + exchangeId));
    }

    /** Everybody who ever registered or was added, in that order. */
    public List<ParticipantView> all(long exchangeId) {
        return participants.findByExchangeIdOrderById(exchangeId).stream()
                .map(ParticipantView::of)
                .toList();
    }

    /** Those who take part: neither withdrawn nor removed. */
    public List<ParticipantView> active(long exchangeId) {
        return participants.findByExchangeIdAndWithdrawnAtIsNullAndRemovedAtIsNullOrderById(exchangeId).stream()
                .map(ParticipantView::of)
                .toList();
    }

    /** The address of everybody who ever registered or was added, by their id. */
    public Map<Long, EmailAddress> addresses(long exchangeId) {
        return participants.findAddresses(exchangeId).stream()
                .collect(Collectors.toMap(
                        ParticipantRepository.Address::id, address -> new EmailAddress(address.email())));
    }

    /** The ids of those whose name or address contains the text. */
    public Set<Long> idsMatching(String text) {
        return participants.findIdsMatching(text.strip().replace("\0", "").replaceAll("[\\\\%_]", "\\\\$0"));
    }

    /** The places of one address in all exchanges that it takes part in. */
    public List<ParticipantView> withAddress(EmailAddress email) {
        return participants.findByEmailAndWithdrawnAtIsNullAndRemovedAtIsNullOrderById(email.value()).stream()
                .map(ParticipantView::of)
                .toList();
    }
}
