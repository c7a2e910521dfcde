package org.sneakyklaus.draw;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeEvent;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exchange.ExchangesOver;
import org.sneakyklaus.matching.MatchingProblem.Pair;
import org.sneakyklaus.participation.ParticipantQueries;
import org.sneakyklaus.participation.ParticipantView;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers who gave to whom in the exchanges of a series that are to be remembered, so that the next ones can avoid
 * it. It is known by address, since people register anew each time, and outlives the exchanges and the people.
 */
@Component
public class SeriesMemory {

    private static final Logger log = LoggerFactory.getLogger(SeriesMemory.class);

    private final PastPairs pastPairs;
    private final AssignmentRepository assignments;
    private final SealedReceiver sealed;
    private final ExchangeQueries exchanges;
    private final ParticipantQueries participants;

    SeriesMemory(
            PastPairs pastPairs,
            AssignmentRepository assignments,
            SealedReceiver sealed,
            ExchangeQueries exchanges,
            ParticipantQueries participants) {
        this.pastPairs = pastPairs;
        this.assignments = assignments;
        this.sealed = sealed;
        this.exchanges = exchanges;
        this.participants = participants;
    }

    /** A pairing that cannot be opened is not remembered, and keeps nothing from being completed. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangesOver event) {
        var unreadable = new TreeSet<Long>();
        exchanges.seriesToRemember(event.exchangeIds()).forEach((exchangeId, seriesId) -> {
            if (!remember(exchangeId, seriesId)) {
                unreadable.add(exchangeId);
            }
        });
        if (!unreadable.isEmpty()) {
            log.warn(
                    "The pairs of exchanges {} are not remembered for the next time: they were stored under another"
                            + " secret key, or altered",
                    unreadable);
        }
    }

    private boolean remember(long exchangeId, String seriesId) {
        var rows = assignments.findByExchangeId(exchangeId);
        var drawNumber = exchanges.byId(exchangeId).drawNumber();
        var addresses = participants.addresses(exchangeId);
        var receiverByGiver = new HashMap<EmailAddress, EmailAddress>();
        for (var row : rows) {
            var receiver = sealed.open(row, drawNumber).map(recipient -> addresses.get(recipient.id()));
            if (receiver.isEmpty()) {
                return false;
            }
            receiverByGiver.put(Objects.requireNonNull(addresses.get(row.giverId())), receiver.get());
        }
        timeOf(rows, seriesId).ifPresent(time -> pastPairs.remember(time, receiverByGiver));
        return true;
    }

    /** What was remembered too early goes again; it comes back when the exchange is completed once more. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangeEvent.Postponed event) {
        var seriesId = exchanges.byId(event.exchangeId()).seriesId();
        timeOf(assignments.findByExchangeId(event.exchangeId()), seriesId).ifPresent(pastPairs::forget);
    }

    private static Optional<PairTime> timeOf(List<Assignment> rows, String seriesId) {
        return rows.stream().findFirst().map(row -> new PairTime(seriesId, row.createdAt()));
    }

    /**
     * What a draw of this exchange should avoid: the pairs of all earlier times of its series between people who have
     * confirmed their address in this one. An organiser could add anybody else, to see in which pairs they were.
     *
     * @param present the ids of those who are drawn
     */
    @Transactional(readOnly = true)
    Set<Pair> pairsAmong(long exchangeId, Set<Long> present) {
        var seriesId = exchanges.byId(exchangeId).seriesId();
        if (!pastPairs.hasAny(seriesId)) {
            return Set.of();
        }
        return pastPairs.among(
                seriesId,
                participants.active(exchangeId).stream()
                        .filter(person -> person.confirmed() && present.contains(person.id()))
                        .collect(Collectors.toMap(ParticipantView::id, ParticipantView::email)));
    }

    /** Whether anything is remembered of the series of this exchange. */
    @Transactional(readOnly = true)
    public boolean isKept(ExchangeView exchange) {
        return pastPairs.hasAny(exchange.seriesId());
    }

    /**
     * Forgets everything of the series of this exchange, for good.
     *
     * @return whether there was anything
     * @throws org.sneakyklaus.support.NotFoundException when there is no such exchange
     */
    @Transactional
    public boolean forget(long exchangeId) {
        var forgotten = pastPairs.forgetAll(exchanges.byId(exchangeId).seriesId());
        log.info("The remembered pairs of the series of exchange {} were forgotten", exchangeId);
        return forgotten;
    }
}
