package org.sneakyklaus.participation;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.Headcount;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts participants for the exchange module, which does not know them. */
@Component
@Transactional(readOnly = true)
class ParticipantCount implements Headcount {

    private final ParticipantRepository participants;
    private final ParticipantQueries queries;
    private final ExchangeQueries exchanges;
    private final NextTime nextTime;

    ParticipantCount(
            ParticipantRepository participants,
            ParticipantQueries queries,
            ExchangeQueries exchanges,
            NextTime nextTime) {
        this.participants = participants;
        this.queries = queries;
        this.exchanges = exchanges;
        this.nextTime = nextTime;
    }

    @Override
    public int taking(long exchangeId) {
        return participants.countActive(exchangeId);
    }

    @Override
    public Map<Long, Integer> taking(Collection<Long> exchangeIds) {
        return participants.countActive(exchangeIds).stream()
                .collect(Collectors.toMap(
                        ParticipantRepository.Count::exchangeId, count -> Math.toIntExact(count.people())));
    }

    @Override
    public int mailed(long exchangeId) {
        return Math.toIntExact(queries.active(exchangeId).stream()
                .filter(ParticipantView::mailed)
                .count());
    }

    @Override
    public int mailedOnOpening(long exchangeId) {
        return Math.toIntExact(queries.active(exchangeId).stream()
                .filter(person -> person.mailed() && !person.confirmed())
                .count());
    }

    @Override
    public boolean anyEver(long exchangeId) {
        // An organiser who takes part was promised nothing by the join page.
        return participants.existsByExchangeIdAndWayNot(exchangeId, Way.ACCOUNT);
    }

    @Override
    public int toInvite(long exchangeId) {
        return nextTime.countToInvite(exchanges.byId(exchangeId));
    }
}
