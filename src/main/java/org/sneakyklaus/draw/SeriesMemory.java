package org.sneakyklaus.draw;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
import org.sneakyklaus.participation.Way;
import org.sneakyklaus.support.EmailAddress;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Remembers the pairs of the exchanges of a series that are to be remembered, so that later ones can avoid them.
 *
 * <p>Participants are identified by address, since they register again for each exchange; only pairs of two who have
 * confirmed theirs are remembered. The memory outlives the exchanges and the participants.
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

    /** Remembers the pairings. One that cannot be opened is not remembered, and does not prevent completion. */
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
            log.warn("Pairs of exchanges {} not remembered: stored under another secret key, or altered", unreadable);
        }
    }

    private boolean remember(long exchangeId, String seriesId) {
        var rows = assignments.findByExchangeId(exchangeId);
        var drawNumber = exchanges.byId(exchangeId).drawNumber();
        var addresses = confirmedAddresses(participants.all(exchangeId));
        var receiverByGiver = new HashMap<EmailAddress, EmailAddress>();
        for (var row : rows) {
            var receiver = sealed.open(row, drawNumber);
            if (receiver.isEmpty()) {
                return false;
            }
            // The number of pairs would reveal how many people without a known address drew each other.
            receiverByGiver.put(
                    addresses.containsKey(receiver.get().id()) && addresses.containsKey(row.giverId())
                            ? Objects.requireNonNull(addresses.get(row.giverId()))
                            : noOnesAddress(),
                    addresses.getOrDefault(receiver.get().id(), noOnesAddress()));
        }
        drawnAt(rows).ifPresent(drawnAt -> pastPairs.remember(seriesId, drawnAt, receiverByGiver));
        return true;
    }

    private static EmailAddress noOnesAddress() {
        return new EmailAddress(UUID.randomUUID() + "@example.invalid");
    }

    private static Map<Long, EmailAddress> confirmedAddresses(List<ParticipantView> people) {
        return people.stream()
                .filter(person -> person.way() == Way.EMAIL && person.confirmed())
                .collect(Collectors.toMap(ParticipantView::id, ParticipantView::requiredEmail));
    }

    /** Forgets what was remembered too early; it is remembered again when the exchange is completed. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ExchangeEvent.Postponed event) {
        var seriesId = exchanges.byId(event.exchangeId()).seriesId();
        drawnAt(assignments.findByExchangeId(event.exchangeId()))
                .ifPresent(drawnAt -> pastPairs.forget(seriesId, drawnAt));
    }

    private static Optional<Instant> drawnAt(List<Assignment> rows) {
        return rows.stream().findFirst().map(Assignment::createdAt);
    }

    /**
     * Returns the pairs that a draw of this exchange should avoid: those of each earlier draw of its series, the newest
     * first, between people who have confirmed their address in this one. Without confirmation, an organiser could add anyone to
     * find out which pairs they were in.
     *
     * @param present ids of the participants in the draw
     */
    @Transactional(readOnly = true)
    List<Set<Pair>> pairsAmong(long exchangeId, Set<Long> present) {
        var seriesId = exchanges.byId(exchangeId).seriesId();
        if (!pastPairs.hasAny(seriesId)) {
            return List.of();
        }
        return pastPairs.among(
                seriesId,
                confirmedAddresses(participants.active(exchangeId).stream()
                        .filter(person -> present.contains(person.id()))
                        .toList()));
    }

    /** Whether anything is remembered of the series of this exchange. */
    @Transactional(readOnly = true)
    public boolean isKept(ExchangeView exchange) {
        return pastPairs.hasAny(exchange.seriesId());
    }

    /**
     * Forgets everything about the series of this exchange, permanently.
     *
     * @return whether there was anything
     * @throws org.sneakyklaus.support.NotFoundException if there is no such exchange
     */
    @Transactional
    public boolean forget(long exchangeId) {
        var forgotten = pastPairs.forgetAll(exchanges.byId(exchangeId).seriesId());
        log.info("Remembered pairs of the series of exchange {} deleted", exchangeId);
        return forgotten;
    }
}
