package org.sneakyklaus.dashboard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.draw.AssignmentQueries;
import org.sneakyklaus.exchange.AdjustmentRisk;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Assembles a participant's page. */
@Component
public class ParticipantPages {

    private final ExchangeQueries exchanges;
    private final ExchangeHistory history;
    private final ParticipantQueries participants;
    private final DrawStatuses draws;
    private final AssignmentQueries assignments;
    private final Clock clock;

    ParticipantPages(
            ExchangeQueries exchanges,
            ExchangeHistory history,
            ParticipantQueries participants,
            DrawStatuses draws,
            AssignmentQueries assignments,
            Clock clock) {
        this.exchanges = exchanges;
        this.history = history;
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
        var drawn = exchange.state() == ExchangeState.MATCHED;
        var risk = drawn ? history.riskSinceDraw(me.exchangeId()) : AdjustmentRisk.NONE;
        var people = participants.active(me.exchangeId());
        var room = TextRoom.ofOwn(people) + (recipientId == null ? 0 : TextRoom.ofRecipient(people));
        return new ParticipantPage(
                exchange,
                participants.byId(me.participantId()),
                ChronoUnit.DAYS.between(today, exchange.exchangeDate().toLocalDate()),
                confirmedNames(people),
                draws.lookOf(me.exchangeId(), me.participantId()),
                drawn && (risk == AdjustmentRisk.NO_CHOICE || draws.canBeWorkedOut(me.exchangeId())),
                risk != AdjustmentRisk.NONE,
                draws.doubtfulSince(exchange).orElse(null),
                recipientId == null ? null : participants.byId(recipientId),
                history.of(me.exchangeId(), exchange.zone()),
                room);
    }

    private static List<String> confirmedNames(List<ParticipantView> people) {
        return people.stream()
                .filter(ParticipantView::confirmed)
                .map(ParticipantView::name)
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }

    /**
     * Returns the page between a link and its target.
     *
     * @throws RuleViolation if the link is neither in their own gift ideas nor in those they have uncovered
     */
    @Transactional(readOnly = true)
    public LeavingPage leaving(ParticipantPrincipal me, String link) {
        var seen = assignments.seenReceiverOf(me.exchangeId(), me.participantId());
        if (Stream.concat(Stream.of(me.participantId()), seen.stream())
                .noneMatch(id ->
                        LinkedText.of(participants.byId(id).giftIdeas()).links().contains(link))) {
            throw RuleViolation.of("leaving.unknown");
        }
        var room = TextRoom.ofLink(participants.active(me.exchangeId()));
        return new LeavingPage(exchanges.byId(me.exchangeId()), link, room);
    }
}
