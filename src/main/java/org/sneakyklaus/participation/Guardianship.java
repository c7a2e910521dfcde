package org.sneakyklaus.participation;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.SecretBox;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Manages participants who are looked after by another participant of the same exchange, their guardian, such as a child
 * without an email address. The guardian acts for them and sees who they drew. A guardian cannot be looked after.
 */
@Component
@Transactional
public class Guardianship {

    /** One guardian looks after this many people at most. */
    static final int MOST = 10;

    private static final Logger log = LoggerFactory.getLogger(Guardianship.class);

    private final ParticipantRepository participants;
    private final ExchangeHold exchanges;
    private final ExchangeHistory history;
    private final TypedRegistrations typed;
    private final SecretBox secretBox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Guardianship(
            ParticipantRepository participants,
            ExchangeHold exchanges,
            ExchangeHistory history,
            TypedRegistrations typed,
            SecretBox secretBox,
            ApplicationEventPublisher events,
            Clock clock) {
        this.participants = participants;
        this.exchanges = exchanges;
        this.history = history;
        this.typed = typed;
        this.secretBox = secretBox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds a person the guardian looks after, while registration is open.
     *
     * @throws ConflictException at any other time
     * @throws RuleViolation if the exchange is full, the guardian looks after this name or ten people already, or the
     *     organiser removed this person: only they can bring them back
     */
    public void add(long exchangeId, long guardianId, ProfileDetails profile) {
        var exchange = exchanges.hold(exchangeId);
        if (!exchange.acceptsRegistrations(clock.instant())) {
            throw new ConflictException("participant.lookedAfter.closed");
        }
        var added = letIn(exchange, guardian(exchangeId, guardianId), profile, false);
        events.publishEvent(new ParticipationEvent.Joined(exchangeId, added, Registration.occasion()));
    }

    /**
     * Adds a person this participant looks after, for the organiser, and emails the guardian.
     *
     * @throws ConflictException once the exchange is drawn or over
     * @throws RuleViolation as {@link #add(long, long, ProfileDetails)} does, or if the guardian does not take part or is
     *     looked after
     */
    public void addByAdmin(long exchangeId, long guardianId, ProfileDetails profile) {
        var exchange = exchanges.hold(exchangeId);
        Membership.requireBeforeDraw(exchange);
        letIn(exchange, guardian(exchangeId, guardianId), profile, true);
        events.publishEvent(new PeopleAdded(exchangeId));
        tell(exchange, guardianId);
    }

    private long letIn(ExchangeView exchange, Participant guardian, ProfileDetails profile, boolean byAdmin) {
        requireRoom(guardian, 1);
        refuseSameName(guardian.id(), 0, profile.name());
        // Also places held without a row: whether one was free would tell whether an address had taken part.
        int taken = participants.countActive(exchange.id()) + (byAdmin ? 0 : typed.placesHeld(exchange.id()));
        if (exchange.isFull(taken)) {
            throw RuleViolation.of(byAdmin ? "participant.full" : "participant.lookedAfter.full");
        }
        // A person who comes back has the exclusions of before.
        var before = participants.findByManagedByOrderById(guardian.id()).stream()
                .filter(person -> person.name().equalsIgnoreCase(profile.name()))
                .reduce((earlier, later) -> later)
                .orElse(null);
        if (!byAdmin && before != null && before.isRemoved()) {
            throw RuleViolation.of("participant.lookedAfter.removed", before.name());
        }
        var added = letIn(guardian, before, before == null ? profile : before.completed(profile, null), byAdmin);
        log.info("Participant {} added to exchange {}, looked after by {}", added.id(), exchange.id(), guardian.id());
        return added.id();
    }

    /** Adds back a person who left or was removed, in a transaction that holds the exchange. */
    void restore(ExchangeView exchange, Participant person) {
        var guardian = person.managedBy()
                .flatMap(participants::findById)
                .filter(Participant::isActive)
                .orElseThrow(() -> new ConflictException("participant.lookedAfter.guardianGone"));
        requireRoom(guardian, 1);
        letIn(guardian, person, new ProfileDetails(person.name(), person.giftIdeas()), true);
        tell(exchange, guardian.id());
    }

    /**
     * Adds a person this participant looks after, after all checks have passed; emails no one.
     *
     * @param known the row from their earlier participation, or null
     * @param byAdmin whether the organiser adds them
     */
    Participant letIn(Participant guardian, @Nullable Participant known, ProfileDetails profile, boolean byAdmin) {
        var now = clock.instant();
        if (known == null) {
            return participants.save(new Participant(guardian, profile, byAdmin, now));
        }
        ParticipationEvent.TextReplaced.by(profile, known).ifPresent(events::publishEvent);
        known.comeBack(profile, byAdmin, now);
        if (guardian.isConfirmed()) {
            known.confirm(now);
        }
        return known;
    }

    /**
     * Lets another participant look after the people of one who is about to leave. Everyone can read it in the activity,
     * because the new guardian learns who these people drew.
     *
     * @throws RuleViolation if the other one does not take part, is looked after, would look after more than ten, or, but
     *     for a draft, has not confirmed, since no one else would see who that is; after the draw also if they have a
     *     personal link
     */
    public void handOver(long exchangeId, long guardianId, long newGuardianId) {
        var exchange = exchanges.hold(exchangeId);
        var people = active(guardianId);
        var newGuardian = guardian(exchangeId, newGuardianId);
        if (newGuardianId == guardianId || !mayTakeOver(exchange.state(), ParticipantView.of(newGuardian))) {
            throw cannotLookAfter();
        }
        if (people.isEmpty()) {
            return;
        }
        requireRoom(newGuardian, people.size());
        for (var person : people) {
            person.handTo(newGuardian, clock.instant());
            if (newGuardian.isConfirmed()) {
                person.confirm(clock.instant());
            }
            history.tell(exchangeId, Kind.GUARDIAN_CHANGED, List.of(person.id(), newGuardianId));
            events.publishEvent(new ParticipationEvent.AddressChangeRevoked(exchangeId, person.id()));
        }
        tell(exchange, newGuardianId);
    }

    private void requireRoom(Participant guardian, int more) {
        if (active(guardian.id()).size() + more > MOST) {
            throw RuleViolation.of("participant.lookedAfter.tooMany", MOST);
        }
    }

    private List<Participant> active(long guardianId) {
        return participants.findByManagedByOrderById(guardianId).stream()
                .filter(Participant::isActive)
                .toList();
    }

    /** Confirms the people of a guardian with the guardian. */
    @Transactional(propagation = Propagation.MANDATORY)
    void confirm(long guardianId) {
        active(guardianId).forEach(person -> person.confirm(clock.instant()));
    }

    /** Returns a handle of a participant for a guardian's pages: base64url, different each time, of no use to others. */
    public String handle(long guardianId, long personId) {
        return secretBox.seal(ByteBuffer.allocate(Long.BYTES).putLong(personId).array(), context(guardianId));
    }

    /**
     * Returns the id of the participant that a page is about.
     *
     * @param handle of a person the signed-in participant looks after, or null for themselves
     * @throws NotFoundException if the handle is not of this guardian, or the person is no longer looked after by them
     */
    @Transactional(readOnly = true)
    public long idOf(ParticipantPrincipal signedIn, @Nullable String handle) {
        if (handle == null) {
            return signedIn.participantId();
        }
        return opened(handle, signedIn.participantId())
                .filter(person -> person.isActive()
                        && person.managedBy()
                                .filter(id -> id == signedIn.participantId())
                                .isPresent())
                .map(Participant::id)
                .orElseThrow(() -> new NotFoundException("participant by handle"));
    }

    /** Returns those of some active people who may look after others: distinguishable names by id. */
    public static Map<Long, String> candidates(List<ParticipantView> people) {
        var namesakes = Namesakes.among(people);
        var candidates = new LinkedHashMap<Long, String>();
        people.stream()
                .filter(person -> !person.lookedAfter())
                .forEach(person -> candidates.put(person.id(), namesakes.label(person)));
        return candidates;
    }

    /** As {@link #candidates}, of those who may take over the people of another with {@link #handOver(long, long, long)}. */
    public static Map<Long, String> successors(ExchangeState state, List<ParticipantView> people) {
        var successors = candidates(people);
        people.stream().filter(person -> !mayTakeOver(state, person)).forEach(person -> successors.remove(person.id()));
        return successors;
    }

    private static boolean mayTakeOver(ExchangeState state, ParticipantView person) {
        return person.confirmed() ? person.showsConfirmation(state.isBeforeDraw()) : state == ExchangeState.DRAFT;
    }

    /**
     * Returns the names of those who could look after a participant's people, by handle; none if they are very many.
     *
     * @param chosen a handle that is kept for one of them, since each call makes others
     */
    @Transactional(readOnly = true)
    public Map<String, String> successors(ParticipantPrincipal guardian, String chosen) {
        long chosenId =
                opened(chosen, guardian.participantId()).map(Participant::id).orElse(0L);
        var successors = participants.findActiveRows(guardian.exchangeId()).stream()
                .map(ParticipantRow::view)
                .filter(other -> other.confirmed() && !other.lookedAfter() && other.id() != guardian.participantId())
                .sorted(Comparator.comparing(ParticipantView::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
        var nameByHandle = new LinkedHashMap<String, String>();
        if (successors.size() <= PeopleSearch.MOST_LISTED) {
            successors.forEach(other -> nameByHandle.put(
                    other.id() == chosenId ? chosen : handle(guardian.participantId(), other.id()), other.name()));
        }
        return nameByHandle;
    }

    /** As {@link #handOver(long, long, long)}, to one of {@link #successors}. */
    public void handOver(ParticipantPrincipal guardian, String successor) {
        var other = opened(successor, guardian.participantId())
                .orElseThrow(() -> new NotFoundException("participant by handle"));
        handOver(guardian.exchangeId(), guardian.participantId(), other.id());
    }

    private Optional<Participant> opened(String handle, long guardianId) {
        return secretBox
                .open(handle, context(guardianId))
                .map(value -> ByteBuffer.wrap(value).getLong())
                .flatMap(participants::findById);
    }

    private static String context(long guardianId) {
        return "handle for " + guardianId;
    }

    /** Refuses a name that the guardian of a person gave to another one. */
    void refuseSameName(long guardianId, long personId, String name) {
        if (active(guardianId).stream()
                .anyMatch(other -> other.id() != personId && other.name().equalsIgnoreCase(name))) {
            throw RuleViolation.onField("name", "participant.lookedAfter.twice", name);
        }
    }

    /** Emails the guardian of a draft when it opens, and of a drawn exchange with everyone, about the adjusted draw. */
    void tell(ExchangeView exchange, long guardianId) {
        if (exchange.state() != ExchangeState.DRAFT && exchange.state() != ExchangeState.MATCHED) {
            events.publishEvent(
                    new ParticipationEvent.GuardianChosen(exchange.id(), guardianId, Registration.occasion()));
        }
    }

    private Participant guardian(long exchangeId, long id) {
        return participants
                .findByIdAndExchangeId(id, exchangeId)
                .filter(person -> person.isActive() && person.way() != Way.GUARDIAN)
                .orElseThrow(Guardianship::cannotLookAfter);
    }

    private static RuleViolation cannotLookAfter() {
        return RuleViolation.onField("guardian", "participant.lookedAfter.guardian");
    }
}
