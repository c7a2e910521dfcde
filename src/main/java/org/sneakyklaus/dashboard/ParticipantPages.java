package org.sneakyklaus.dashboard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.AdjustmentRisk;
import org.sneakyklaus.exchange.ExchangeHistory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.participation.ParticipantPrincipal;
import org.sneakyklaus.participation.ParticipantQueries;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a participant's page together. */
@Component
public class ParticipantPages {

    private final ExchangeQueries exchanges;
    private final ExchangeHistory history;
    private final ParticipantQueries participants;
    private final DrawStatuses draws;
    private final Clock clock;

    ParticipantPages(
            ExchangeQueries exchanges,
            ExchangeHistory history,
            ParticipantQueries participants,
            DrawStatuses draws,
            Clock clock) {
        this.exchanges = exchanges;
        this.history = history;
        this.participants = participants;
        this.draws = draws;
        this.clock = clock;
    }

    /**
     * All read in one transaction, and so what several of them ask for once.
     *
     * @param recipientId whose name to show, or null to keep it covered
     */
    @Transactional(readOnly = true)
    public ParticipantPage of(ParticipantPrincipal me, @Nullable Long recipientId) {
        var exchange = exchanges.byId(me.exchangeId());
        var today = LocalDate.ofInstant(clock.instant(), exchange.zone());
        var drawn = exchange.state() == ExchangeState.MATCHED;
        var risk = drawn ? history.riskSinceDraw(me.exchangeId()) : AdjustmentRisk.NONE;
        return new ParticipantPage(
                exchange,
                participants.byId(me.participantId()),
                ChronoUnit.DAYS.between(today, exchange.exchangeDate().toLocalDate()),
                exchange.state().isBeforeDraw() ? participants.confirmedNames(me.exchangeId()) : List.of(),
                draws.lookOf(me.exchangeId(), me.participantId()),
                drawn && (risk == AdjustmentRisk.NO_CHOICE || draws.canBeWorkedOut(me.exchangeId())),
                risk != AdjustmentRisk.NONE,
                draws.doubtfulSince(exchange).orElse(null),
                recipientId == null ? null : participants.byId(recipientId),
                history.of(me.exchangeId(), exchange.zone()));
    }
}
