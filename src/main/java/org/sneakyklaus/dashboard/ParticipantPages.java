package org.sneakyklaus.dashboard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.dashboard.ParticipantPage.Announcement;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.exchange.Activity;
import org.sneakyklaus.exchange.AdjustmentRisk;
import org.sneakyklaus.exchange.AnnouncementView;
import org.sneakyklaus.exchange.Announcements;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.PeopleSearch;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Assembles a participant's page. */
@Component
public class ParticipantPages {

    /** For everything else that differs between participants: news, button labels, rejected input. */
    private static final int FOR_THE_REST = 4096;

    private final ExchangeQueries exchanges;
    private final ExchangeHistory history;
    private final Announcements announcements;
    private final ParticipantQueries participants;
    private final DrawStatuses draws;
    private final AssignmentQueries assignments;
    private final Clock clock;

    ParticipantPages(
            ExchangeQueries exchanges,
            ExchangeHistory history,
            Announcements announcements,
            ParticipantQueries participants,
            DrawStatuses draws,
            AssignmentQueries assignments,
            Clock clock) {
        this.exchanges = exchanges;
        this.history = history;
        this.announcements = announcements;
        this.participants = participants;
        this.draws = draws;
        this.assignments = assignments;
        this.clock = clock;
    }

    /**
     * Reads all in one transaction, so that what several parts need is read only once.
     *
     * @param recipientId the person whose name to show, or null to keep it covered
     */
    @Transactional(readOnly = true)
    public ParticipantPage of(ParticipantPrincipal me, @Nullable Long recipientId) {
        var exchange = exchanges.byId(me.exchangeId());
        var today = LocalDate.ofInstant(clock.instant(), exchange.zone());
        var activity = history.of(me.exchangeId());
        var drawn = exchange.state() == ExchangeState.MATCHED;
        var risk = drawn ? activity.riskOfAdjustments() : AdjustmentRisk.NONE;
        var joined = participants.countConfirmed(me.exchangeId());
        return new ParticipantPage(
                exchange,
                participants.byId(me.participantId()),
                ChronoUnit.DAYS.between(today, exchange.exchangeDate().toLocalDate()),
                joined,
                joined > PeopleSearch.MOST_LISTED ? List.of() : participants.confirmedNames(me.exchangeId()),
                assignments.lookOf(me.exchangeId(), me.participantId()),
                drawn && (risk == AdjustmentRisk.NO_CHOICE || canBeWorkedOut(me.exchangeId(), activity)),
                risk != AdjustmentRisk.NONE,
                DrawStatuses.doubtfulSince(exchange, activity).orElse(null),
                recipientId == null ? null : participants.byId(recipientId),
                announcements.of(exchange).stream()
                        .map(one -> new Announcement(one.at(), LinkedText.of(one.text())))
                        .toList(),
                activity.happenings(exchange.zone()),
                room(me.exchangeId(), recipientId == null ? 1 : 2));
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

    /**
     * Returns the page between a link and its target.
     *
     * @throws RuleViolation if the link is neither in their own gift ideas, nor in those they have uncovered, nor in
     *     a message of the organiser
     */
    @Transactional(readOnly = true)
    public LeavingPage leaving(ParticipantPrincipal me, String link) {
        var exchange = exchanges.byId(me.exchangeId());
        var seen = assignments.seenReceiverOf(me.exchangeId(), me.participantId());
        var ideas = Stream.concat(Stream.of(me.participantId()), seen.stream())
                .map(id -> participants.byId(id).giftIdeas());
        var written = announcements.of(exchange).stream().map(AnnouncementView::text);
        if (Stream.concat(ideas, written)
                .noneMatch(text -> LinkedText.of(text).links().contains(link))) {
            throw RuleViolation.of("leaving.unknown");
        }
        return new LeavingPage(exchange, link, room(me.exchangeId(), 2));
    }
}
