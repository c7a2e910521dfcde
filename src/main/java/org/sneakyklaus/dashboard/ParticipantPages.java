package org.sneakyklaus.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.dashboard.ParticipantPage.Announcement;
import org.sneakyklaus.dashboard.ParticipantPage.NextInvitation;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.exchange.Activity;
import org.sneakyklaus.exchange.Activity.Happening;
import org.sneakyklaus.exchange.AdjustmentRisk;
import org.sneakyklaus.exchange.AnnouncementView;
import org.sneakyklaus.exchange.Announcements;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeHistory.Kind;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.participation.OrganiserParticipation;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.participation.PeopleSearch;
import org.sneakyklaus.participation.PersonalLinks;
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Assembles a participant's page. */
@Component
public class ParticipantPages {

    private static final Set<Kind> LEFT_WITHOUT_WORD =
            EnumSet.of(Kind.WORD_MISSING, Kind.WORD_RESET, Kind.LINK_REPORTED, Kind.LINK_HANDED_OVER);

    /** For everything else that differs between participants: news, button labels, rejected input. */
    private static final int FOR_THE_REST = 5120;
    /** For the buttons of one person that they look after, without the name in them. */
    private static final int FOR_A_CHARGE = 5120;
    /** How often this name may be there, times what escaping may make of one byte. */
    private static final int FOR_A_NAME = 12 * "&quot;".length();

    private final ExchangeQueries exchanges;
    private final ExchangeHistory history;
    private final Announcements announcements;
    private final ParticipantQueries participants;
    private final DrawStatuses draws;
    private final AssignmentQueries assignments;
    private final Guardianship guardianship;
    private final PersonalLinks links;
    private final NextTime nextTime;
    private final OrganiserParticipation organisers;
    private final Clock clock;

    ParticipantPages(
            ExchangeQueries exchanges,
            ExchangeHistory history,
            Announcements announcements,
            ParticipantQueries participants,
            DrawStatuses draws,
            AssignmentQueries assignments,
            Guardianship guardianship,
            PersonalLinks links,
            NextTime nextTime,
            OrganiserParticipation organisers,
            Clock clock) {
        this.exchanges = exchanges;
        this.history = history;
        this.announcements = announcements;
        this.participants = participants;
        this.draws = draws;
        this.assignments = assignments;
        this.guardianship = guardianship;
        this.links = links;
        this.nextTime = nextTime;
        this.organisers = organisers;
        this.clock = clock;
    }

    /**
     * Reads all in one transaction, so that what several parts need is read only once.
     *
     * @param giverId whose gift is uncovered, the reader or one they look after; or null if none is
     * @param recipientId the person whose name to show, or null to keep it covered
     */
    @Transactional(readOnly = true)
    public ParticipantPage of(ParticipantPrincipal me, @Nullable Long giverId, @Nullable Long recipientId) {
        var exchange = exchanges.byId(me.exchangeId());
        var today = LocalDate.ofInstant(clock.instant(), exchange.zone());
        var activity = history.of(me.exchangeId());
        var drawn = exchange.state() == ExchangeState.MATCHED;
        var risk = drawn ? activity.riskOfAdjustments() : AdjustmentRisk.NONE;
        var names = participants.someConfirmedNames(me.exchangeId(), PeopleSearch.MOST_LISTED + 1);
        var fewJoined = names.size() <= PeopleSearch.MOST_LISTED;
        var people = charges(me, activity);
        var happenings = activity.happenings(exchange.zone());
        var view = participants.byId(me.participantId());
        return new ParticipantPage(
                exchange,
                view,
                ChronoUnit.DAYS.between(today, exchange.exchangeDate().toLocalDate()),
                fewJoined ? names.size() : participants.countConfirmed(me.exchangeId()),
                fewJoined ? names : List.of(),
                assignments.lookOf(me.exchangeId(), me.participantId(), activity),
                drawn && (risk == AdjustmentRisk.NO_CHOICE || canBeWorkedOut(me.exchangeId(), activity)),
                risk == AdjustmentRisk.JOINED || risk == AdjustmentRisk.JOINED_WITH_RULES,
                DrawStatuses.doubtfulSince(exchange, activity).orElse(null),
                giverId == null ? null : participants.byId(giverId),
                recipientId == null ? null : participants.byId(recipientId),
                announcements.of(exchange).stream()
                        .map(one -> new Announcement(one.at(), LinkedText.of(one.text())))
                        .toList(),
                people,
                view.linked() ? links.standing(exchange, view.id()).orElse(null) : null,
                drawn ? withoutWord(happenings) : List.of(),
                happenings,
                namesIn(happenings),
                nextTime(exchange, view),
                organisers.mayTakeOver(view),
                recipientId == null
                        ? room(me.exchangeId(), 1 + people.size()) + room(people)
                        : room(me.exchangeId(), 2));
    }

    private @Nullable NextInvitation nextTime(ExchangeView exchange, ParticipantView me) {
        if (me.way() != Way.EMAIL) {
            return null;
        }
        var longest = NextTime.keptUntil(exchange);
        return nextTime.find(exchange, me)
                .map(agreed -> new NextInvitation(
                        agreed.keptUntil().atZone(exchange.zone()),
                        agreed.keptUntil().isBefore(longest.toInstant()),
                        nextTime.token(agreed.id())))
                .orElseGet(() -> new NextInvitation(null, true, null));
    }

    private List<ParticipantPage.Charge> charges(ParticipantPrincipal me, Activity activity) {
        return participants.peopleOf(me.participantId()).stream()
                .map(person -> new ParticipantPage.Charge(
                        guardianship.handle(me.participantId(), person.id()),
                        person,
                        assignments.lookOf(me.exchangeId(), person.id(), activity)))
                .toList();
    }

    /** Returns the names of those whose link was, or is again, without a word while names are drawn. */
    private List<String> withoutWord(List<Happening> history) {
        return history.stream()
                .filter(happening -> LEFT_WITHOUT_WORD.contains(happening.kind()))
                .flatMap(happening -> happening.people().stream())
                .distinct()
                .flatMap(id -> participants.find(id).stream())
                .filter(person -> person.active() && person.linked() && !person.confirmed())
                .map(ParticipantView::name)
                .toList();
    }

    /** Returns the names of those the history of an exchange is about, by id. */
    private Map<Long, String> namesIn(List<Happening> history) {
        return participants.names(history.stream()
                .flatMap(happening -> happening.people().stream())
                .collect(Collectors.toSet()));
    }

    private boolean canBeWorkedOut(long exchangeId, Activity activity) {
        return activity.riskOfDraw()
                .map(risk -> risk == AdjustmentRisk.NO_CHOICE)
                .orElseGet(() -> draws.canBeWorkedOut(exchangeId));
    }

    /**
     * Returns how many bytes of a page the texts of so many participants may take: at least as many as those of any
     * others, so that it is the same for all.
     */
    private int room(long exchangeId, int people) {
        return FOR_THE_REST + people * participants.mostTextBytes(exchangeId);
    }

    /** Everyone can read the names, so their lengths tell nothing. */
    private static int room(List<ParticipantPage.Charge> people) {
        return people.stream()
                .mapToInt(charge ->
                        FOR_A_CHARGE + FOR_A_NAME * charge.person().name().getBytes(UTF_8).length)
                .sum();
    }

    /**
     * Returns the page between a link and its target.
     *
     * @throws RuleViolation if the link is neither in gift ideas of their own, of people they look after, or that they
     *     have uncovered, nor in a message of the organiser
     */
    @Transactional(readOnly = true)
    public LeavingPage leaving(ParticipantPrincipal me, String link) {
        var exchange = exchanges.byId(me.exchangeId());
        var own = Stream.concat(
                        Stream.of(me.participantId()),
                        participants.peopleOf(me.participantId()).stream().map(ParticipantView::id))
                .toList();
        var seen = own.stream().flatMap(id -> assignments.seenReceiverOf(me.exchangeId(), id).stream());
        var ideas = Stream.concat(own.stream(), seen)
                .map(id -> participants.byId(id).giftIdeas());
        var written = announcements.of(exchange).stream().map(AnnouncementView::text);
        if (Stream.concat(ideas, written)
                .noneMatch(text -> LinkedText.of(text).links().contains(link))) {
            throw RuleViolation.of("leaving.unknown");
        }
        return new LeavingPage(exchange, link, room(me.exchangeId(), 2));
    }
}
