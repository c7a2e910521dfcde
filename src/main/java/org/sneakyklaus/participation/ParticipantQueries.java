package org.sneakyklaus.participation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sneakyklaus.support.EmailAddress;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.Organiser;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds participants. */
@Component
@Transactional(readOnly = true)
public class ParticipantQueries {

    private final ParticipantRepository participants;
    private final Organiser organiser;

    ParticipantQueries(ParticipantRepository participants, Organiser organiser) {
        this.participants = participants;
        this.organiser = organiser;
    }

    public Optional<ParticipantView> find(long id) {
        return participants.findById(id).map(this::view);
    }

    /** @throws NotFoundException if there is none */
    public ParticipantView byId(long id) {
        return find(id).orElseThrow(() -> new NotFoundException("participant " + id));
    }

    /** @throws NotFoundException if this exchange has no such participant */
    public ParticipantView byId(long exchangeId, long id) {
        return participants
                .findByIdAndExchangeId(id, exchangeId)
                .map(this::view)
                .orElseThrow(() -> new NotFoundException("participant " + id + " of exchange " + exchangeId));
    }

    /** Returns all participants who ever registered or were added, in that order. */
    public List<ParticipantView> all(long exchangeId) {
        return participants.findRows(exchangeId).stream()
                .map(row -> reached(row.view()))
                .toList();
    }

    /** Returns the active participants: neither left nor removed. */
    public List<ParticipantView> active(long exchangeId) {
        return participants.findActiveRows(exchangeId).stream()
                .map(row -> reached(row.view()))
                .toList();
    }

    /** Returns the names of all active participants who have confirmed, in order. */
    public List<ListedName> confirmedNames(long exchangeId) {
        return confirmedNames(exchangeId, Limit.unlimited());
    }

    /** Returns names as {@link #confirmedNames} does: all if there are at most so many, otherwise any of them. */
    public List<ListedName> someConfirmedNames(long exchangeId, int most) {
        return confirmedNames(exchangeId, Limit.of(most));
    }

    private List<ListedName> confirmedNames(long exchangeId, Limit limit) {
        return participants.findConfirmedNames(exchangeId, limit).stream()
                .sorted(Comparator.comparing(ListedName::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** Returns how many active participants have confirmed. */
    public int countConfirmed(long exchangeId) {
        return participants.countByExchangeIdAndConfirmedAtIsNotNullAndWithdrawnAtIsNullAndRemovedAtIsNull(exchangeId);
    }

    /**
     * Returns at most how many bytes a page takes for the texts of one participant of this exchange: name, address and
     * gift ideas.
     */
    public int mostTextBytes(long exchangeId) {
        return participants.findMostTextBytes(exchangeId);
    }

    /** Returns the addresses of all who ever registered or were added with one, by id. */
    public Map<Long, EmailAddress> addresses(long exchangeId) {
        return participants.findAddresses(exchangeId).stream()
                .collect(Collectors.toMap(
                        ParticipantRepository.Address::id, address -> new EmailAddress(address.email())));
    }

    /** Returns all a participant looks after, or who left with them, in the order in which they were added. */
    public List<ParticipantView> lookedAfterBy(long guardianId) {
        var left = participants.findById(guardianId).flatMap(Participant::leftAt);
        return participants.findByManagedByOrderById(guardianId).stream()
                .filter(person -> person.leftAt().equals(left))
                .map(ParticipantView::of)
                .toList();
    }

    /** Returns the active people a participant looks after, in the order in which they were added. */
    public List<ParticipantView> peopleOf(long guardianId) {
        return participants.findByManagedByOrderById(guardianId).stream()
                .filter(Participant::isActive)
                .map(ParticipantView::of)
                .toList();
    }

    /** Returns names by id, of those that exist. */
    public Map<Long, String> names(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : participants.findNames(ids).stream()
                        .collect(Collectors.toMap(ParticipantRepository.Name::id, ParticipantRepository.Name::name));
    }

    private ParticipantView view(Participant participant) {
        return reached(ParticipantView.of(participant));
    }

    /** Adds the address of the account, which no row of an organiser holds: it may change. */
    private ParticipantView reached(ParticipantView participant) {
        return participant.way() == Way.ACCOUNT
                ? organiser.confirmedAddress().map(participant::reachedAt).orElse(participant)
                : participant;
    }

    /** Returns the ids of participants whose name or address contains the text. */
    public Set<Long> idsMatching(String text) {
        return participants.findIdsMatching(text.strip().replace("\0", "").replaceAll("[\\\\%_]", "\\\\$0"));
    }

    /** Returns the active participants with this address in all exchanges. */
    public List<ParticipantView> withAddress(EmailAddress email) {
        return participants.findByEmailAndWithdrawnAtIsNullAndRemovedAtIsNullOrderById(email.value()).stream()
                .map(ParticipantView::of)
                .toList();
    }
}
