package org.sneakyklaus.participation;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.PersonalLinkPolicy;
import org.sneakyklaus.signin.SessionView;
import org.sneakyklaus.signin.Sessions;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.NotFoundException;
import org.sneakyklaus.support.RuleViolation;
import org.sneakyklaus.support.SecretToken;
import org.sneakyklaus.support.SendingSwitch;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Manages the links that people without an email address sign in with, each with a word that its holder chooses at the
 * first opening. The activity shows everyone, by name, whatever would let another person open a link.
 */
@Component
@Transactional
public class PersonalLinks {

    private static final Logger log = LoggerFactory.getLogger(PersonalLinks.class);

    private static final Duration KEPT_AFTER_DATE = Duration.ofDays(7);

    private final PersonalLinkRepository links;
    private final ParticipantRepository participants;
    private final TypedRegistrations typed;
    private final ExchangeHold exchanges;
    private final ExchangeHistory history;
    private final Guardianship guardianship;
    private final Sessions sessions;
    private final SendingSwitch sending;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PersonalLinks(
            PersonalLinkRepository links,
            ParticipantRepository participants,
            TypedRegistrations typed,
            ExchangeHold exchanges,
            ExchangeHistory history,
            Guardianship guardianship,
            Sessions sessions,
            SendingSwitch sending,
            ApplicationEventPublisher events,
            Clock clock) {
        this.links = links;
        this.participants = participants;
        this.typed = typed;
        this.exchanges = exchanges;
        this.history = history;
        this.guardianship = guardianship;
        this.sessions = sessions;
        this.sending = sending;
        this.events = events;
        this.clock = clock;
    }

    /** A participant with a link that was just made; its text exists only here. */
    public record Made(ParticipantView participant, SecretToken token) {}

    /**
     * A link that was opened.
     *
     * @param wordHash what its word is compared with, or null until one is chosen
     */
    record Opened(
            ParticipantView participant,
            String tokenHash,
            @Nullable String wordHash) {

        @Override
        public String toString() {
            return "link of " + participant;
        }
    }

    /**
     * What a participant must know about their own link.
     *
     * @param opened when its word was first chosen, or null if they made the link themselves or it was not opened
     */
    public record Standing(
            ZonedDateTime made, @Nullable ZonedDateTime opened, boolean stopped, List<WrongWords> wrongWords) {}

    /** How often a wrong word was typed on a day. */
    public record WrongWords(LocalDate day, int tries) {}

    /**
     * Adds a person with a link, for the organiser, whose other pages are out of date then: the one that shows the link
     * must not add them again when it is loaded again.
     *
     * @param shownVersion the version of the exchange that the page showed, or null if unknown
     * @throws ConflictException once the exchange is drawn or over
     * @throws RuleViolation if the exchange is full or allows no links; if the page is out of date, so that what was typed
     *     stays
     */
    public Made add(long exchangeId, ProfileDetails profile, @Nullable Long shownVersion) {
        var exchange = exchanges.hold(exchangeId);
        if (shownVersion != null && shownVersion != exchange.version()) {
            throw RuleViolation.of("exchange.conflict.stale");
        }
        Membership.requireBeforeDraw(exchange);
        refuseWhereNone(exchange);
        if (exchange.isFull(participants.countActive(exchangeId))) {
            throw RuleViolation.of("participant.full");
        }
        var added = participants.save(new Participant(exchangeId, profile, true, clock.instant()));
        var token = made(added);
        exchanges.outdatePages(exchangeId);
        tell(exchange, Kind.LINK_MADE, added);
        events.publishEvent(new PeopleAdded(exchangeId));
        log.info("Participant {} added to exchange {} with a personal link", added.id(), exchangeId);
        return new Made(ParticipantView.of(added), token);
    }

    /** Returns the ids of those who take part by a link that is still to be made. */
    @Transactional(readOnly = true)
    public List<Long> withoutLink(long exchangeId) {
        return links.findIdsWithoutLink(exchangeId);
    }

    /**
     * Registers a person who makes a link for themselves.
     *
     * @param wordHash of the word they chose
     * @return empty if registration is not open, or the exchange is full
     */
    Optional<Made> register(long exchangeId, ProfileDetails profile, String wordHash) {
        var exchange = exchanges.hold(exchangeId);
        var taken = participants.countActive(exchangeId) + typed.placesHeld(exchangeId);
        if (!exchange.acceptsRegistrations(clock.instant()) || exchange.isFull(taken)) {
            return Optional.empty();
        }
        var newcomer = participants.save(new Participant(exchangeId, profile, false, clock.instant()));
        newcomer.confirm(clock.instant());
        var token = SecretToken.generate();
        links.save(new PersonalLink(newcomer.id(), token, wordHash, clock.instant()));
        events.publishEvent(new ParticipationEvent.Joined(exchangeId, newcomer.id(), Registration.occasion()));
        log.info("Participant {} registered for exchange {} with a personal link", newcomer.id(), exchangeId);
        return Optional.of(new Made(ParticipantView.of(newcomer), token));
    }

    /**
     * Makes new links for participants, whose old ones and sessions end; their words stay. The organiser's pages are out
     * of date then, as in {@link #add}.
     *
     * @throws NotFoundException if one of them does not take part by a link
     * @throws ConflictException once the exchange is over, or if the page is out of date
     */
    public List<Made> renew(long exchangeId, List<Long> participantIds, @Nullable Long shownVersion) {
        exchanges.hold(exchangeId, shownVersion);
        var exchange = whileEverybodyHears(exchangeId);
        exchanges.outdatePages(exchangeId);
        return participantIds.stream()
                .distinct()
                .map(id -> renew(exchange, linked(exchangeId, id)))
                .toList();
    }

    private Made renew(ExchangeView exchange, Participant participant) {
        var known = links.findById(participant.id()).orElse(null);
        if (known == null) {
            tell(exchange, Kind.LINK_MADE, participant);
            return new Made(ParticipantView.of(participant), made(participant));
        }
        sessions.endAllOf(ParticipantPrincipal.nameOf(participant.id()));
        return renew(exchange, participant, known);
    }

    private Made renew(ExchangeView exchange, Participant participant, PersonalLink link) {
        var token = SecretToken.generate();
        link.renew(token);
        tell(exchange, Kind.LINK_RENEWED, participant);
        return new Made(ParticipantView.of(participant), token);
    }

    /**
     * Gives a person a link of their own, for the guardian who hands it over; the guardian no longer looks after them.
     *
     * @throws RuleViolation if the exchange allows no links
     * @throws ConflictException once the exchange is over
     */
    public Made handOver(long exchangeId, long personId) {
        return standAlone(beforeTheEnd(exchangeId), personId, Kind.LINK_HANDED_OVER);
    }

    /**
     * As {@link #handOver}, for the organiser, who hands it over.
     *
     * @throws ConflictException once the exchange is drawn or over
     */
    public Made giveLink(long exchangeId, long personId) {
        var exchange = exchanges.hold(exchangeId);
        Membership.requireBeforeDraw(exchange);
        return standAlone(exchange, personId, Kind.LINK_MADE);
    }

    private Made standAlone(ExchangeView exchange, long personId, Kind kind) {
        refuseWhereNone(exchange);
        var person = participants
                .findByIdAndExchangeId(personId, exchange.id())
                .filter(found -> found.isActive() && found.way() == Way.GUARDIAN)
                .orElseThrow(() -> new NotFoundException("participant who is looked after " + personId));
        person.standAlone(clock.instant());
        person.vouchFor(clock.instant());
        tell(exchange, kind, person);
        return new Made(ParticipantView.of(person), made(person));
    }

    /**
     * Makes a new link for a participant who asks for it, whose other sessions end.
     *
     * @param presentSession the id of the session that asks
     * @return empty if that session has ended meanwhile
     * @throws ConflictException once the exchange is over
     */
    Optional<Made> renewOwn(long exchangeId, long participantId, String presentSession) {
        var exchange = beforeTheEnd(exchangeId);
        var participant = linked(exchangeId, participantId);
        var name = ParticipantPrincipal.nameOf(participantId);
        // What ended it ended all access: another link must not give it back.
        if (sessions.of(name, presentSession).stream().noneMatch(SessionView::present)) {
            return Optional.empty();
        }
        sessions.endOthersOf(name, presentSession);
        return links.findById(participantId).map(link -> renew(exchange, participant, link));
    }

    /**
     * Lets the next one who opens a link choose its word; ends the participant's sessions.
     *
     * @throws NotFoundException if they do not take part by a link
     * @throws ConflictException once the exchange is over
     */
    public void resetWord(long exchangeId, long participantId) {
        var exchange = whileEverybodyHears(exchangeId);
        var participant = linked(exchangeId, participantId);
        links.findById(participantId).ifPresent(PersonalLink::forgetWord);
        participant.doubt(clock.instant());
        sessions.endAllOf(ParticipantPrincipal.nameOf(participantId));
        tell(exchange, Kind.WORD_RESET, participant);
    }

    /**
     * Records that the organiser knows who made a link for themselves; everyone can read it.
     *
     * @throws NotFoundException if they do not take part by a link
     */
    public void know(long exchangeId, long participantId) {
        exchanges.hold(exchangeId);
        var participant = linked(exchangeId, participantId);
        if (!participant.isAddedByAdmin()) {
            participant.vouchFor(clock.instant());
            history.tell(exchangeId, Kind.LET_IN, List.of(participantId));
        }
    }

    /**
     * Records before a draw who takes part in it by a link of their own making: the organiser knows them.
     *
     * @param leaveOut the ids of those who do not
     */
    public void letIn(long exchangeId, Collection<Long> leaveOut) {
        // Before they are read: someone may be removed at this moment.
        exchanges.hold(exchangeId);
        activeWithLink(exchangeId)
                .map(Participant::id)
                .filter(id -> !leaveOut.contains(id))
                .forEach(id -> know(exchangeId, id));
    }

    private Stream<Participant> activeWithLink(long exchangeId) {
        return participants.findByExchangeIdAndWayOrderById(exchangeId, Way.LINK).stream()
                .filter(Participant::isActive);
    }

    /**
     * Records with a draw what everyone must know about those who take part in it by a link. Changes of address that were
     * asked for before count no more: the organiser may have asked for one of a person who is looked after.
     */
    public void drawn(long exchangeId) {
        participants
                .findByExchangeIdAndWayOrderById(exchangeId, Way.GUARDIAN)
                .forEach(participant ->
                        events.publishEvent(new ParticipationEvent.AddressChangeRevoked(exchangeId, participant.id())));
        activeWithLink(exchangeId)
                .filter(participant -> !participant.isConfirmed())
                .forEach(participant -> history.tell(exchangeId, Kind.WORD_MISSING, List.of(participant.id())));
    }

    /**
     * Stops a link because another person opened it first; ends the participant's sessions, and its word.
     *
     * @return false if the link opens nothing anyway
     */
    public boolean report(long exchangeId, String token) {
        var exchange = exchanges.hold(exchangeId);
        var found = usable(exchange, token);
        found.ifPresent(link -> {
            link.stop();
            // Another person may know it.
            link.forgetWord();
            var participant = participants.findById(link.participantId()).orElseThrow();
            participant.doubt(clock.instant());
            sessions.endAllOf(ParticipantPrincipal.nameOf(participant.id()));
            tell(exchange, Kind.LINK_REPORTED, participant);
        });
        return found.isPresent();
    }

    /** Finds a link that opens something; changes nothing, since chat programs fetch it. */
    @Transactional(readOnly = true)
    Optional<Opened> find(ExchangeView exchange, String token) {
        return usable(exchange, token)
                .map(link -> new Opened(
                        ParticipantView.of(
                                participants.findById(link.participantId()).orElseThrow()),
                        link.tokenHash(),
                        link.wordHash().orElse(null)));
    }

    /** Returns the names that are no good as a word of this exchange. */
    @Transactional(readOnly = true)
    Stream<String> knownNames(ExchangeView exchange) {
        return Stream.concat(
                Stream.of(exchange.name(), exchange.organiserName()),
                participants.findActiveRows(exchange.id()).stream().map(ParticipantRow::name));
    }

    /**
     * Sets the word of a link, and signs in.
     *
     * @param length of the session
     * @return the session's id; empty if another browser has just chosen a word, or the link opens nothing any more
     */
    Optional<String> choose(Opened opened, String wordHash, Duration length) {
        return unchanged(opened).map(link -> {
            link.choose(wordHash, clock.instant());
            participants.findById(link.participantId()).orElseThrow().confirm(clock.instant());
            guardianship.confirm(link.participantId());
            return begin(opened, length);
        });
    }

    /**
     * Counts a right word, and signs in.
     *
     * @return as {@link #choose}
     */
    Optional<String> enter(Opened opened, Duration length) {
        return unchanged(opened).map(link -> {
            link.opened();
            return begin(opened, length);
        });
    }

    /**
     * Finds a link that is as it was when it was opened: comparing a word takes long, and what ends a link or its word
     * meanwhile must not miss the session. Holds the exchange, so that the session begins before that or not at all.
     */
    private Optional<PersonalLink> unchanged(Opened opened) {
        exchanges.hold(opened.participant().exchangeId());
        return links.findById(opened.participant().id())
                .filter(link -> !link.isStopped()
                        && link.tokenHash().equals(opened.tokenHash())
                        && Objects.equals(link.wordHash().orElse(null), opened.wordHash()));
    }

    private String begin(Opened opened, Duration length) {
        return sessions.begin(ParticipantPrincipal.of(opened.participant()), length);
    }

    /** Counts a wrong word; too many since the last right one stop a link, which everyone can read. */
    void refuse(Opened opened) {
        var exchange = exchanges.hold(opened.participant().exchangeId());
        links.findById(opened.participant().id()).ifPresent(link -> {
            links.countWrongWord(
                    link.participantId(),
                    LocalDate.ofInstant(clock.instant(), exchange.zone()).toString());
            link.refused();
            if (link.isStopped()) {
                tell(
                        exchange,
                        Kind.LINK_STOPPED,
                        participants.findById(link.participantId()).orElseThrow());
            }
        });
    }

    /** Returns what a participant must know about their own link; empty if they have none. */
    @Transactional(readOnly = true)
    public Optional<Standing> standing(ExchangeView exchange, long participantId) {
        return links.findById(participantId)
                .map(link -> new Standing(
                        link.createdAt().atZone(exchange.zone()),
                        link.openedAt().map(at -> at.atZone(exchange.zone())).orElse(null),
                        link.isStopped(),
                        links.findWrongWords(participantId).stream()
                                .map(words -> new WrongWords(LocalDate.parse(words.day()), words.tries()))
                                .toList()));
    }

    private Optional<PersonalLink> usable(ExchangeView exchange, String token) {
        if (!exchange.exchangeDate().toInstant().plus(KEPT_AFTER_DATE).isAfter(clock.instant())) {
            return Optional.empty();
        }
        return links.findByTokenHash(new SecretToken(token).hash())
                .filter(link -> !link.isStopped())
                .filter(link -> participants
                        .findByIdAndExchangeId(link.participantId(), exchange.id())
                        .filter(Participant::isActive)
                        .isPresent());
    }

    private static void refuseWhereNone(ExchangeView exchange) {
        if (exchange.personalLinks() == PersonalLinkPolicy.NONE) {
            throw RuleViolation.onField("contact", "link.none");
        }
    }

    private SecretToken made(Participant participant) {
        var token = SecretToken.generate();
        links.save(new PersonalLink(participant.id(), token, null, clock.instant()));
        return token;
    }

    /** Records for everyone what happened to a link, and once names are drawn has them emailed. */
    private void tell(ExchangeView exchange, Kind kind, Participant participant) {
        history.tell(exchange.id(), kind, List.of(participant.id()));
        log.info("Personal link of participant {}: {}", participant.id(), kind);
        // Who held the link before must not come back by an address that they asked for.
        events.publishEvent(new ParticipationEvent.AddressChangeRevoked(exchange.id(), participant.id()));
        events.publishEvent(
                new ParticipationEvent.WayChanged(exchange.id(), participant.id(), kind, Registration.occasion()));
    }

    /** Once names are drawn, what the organiser does to a link is emailed to all, at once. */
    private ExchangeView whileEverybodyHears(long exchangeId) {
        var exchange = beforeTheEnd(exchangeId);
        if (exchange.state() == ExchangeState.MATCHED) {
            sending.refuseWhileOff();
        }
        return exchange;
    }

    private ExchangeView beforeTheEnd(long exchangeId) {
        var exchange = exchanges.hold(exchangeId);
        if (exchange.state().isOver()) {
            throw new ConflictException("exchange.conflict." + exchange.state());
        }
        return exchange;
    }

    private Participant linked(long exchangeId, long participantId) {
        return participants
                .findByIdAndExchangeId(participantId, exchangeId)
                .filter(participant -> participant.isActive() && participant.way() == Way.LINK)
                .orElseThrow(() -> new NotFoundException("personal link of participant " + participantId));
    }
}
