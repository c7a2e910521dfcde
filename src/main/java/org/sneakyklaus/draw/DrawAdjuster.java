package org.sneakyklaus.draw;

import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeDraws;
import org.sneakyklaus.exchange.ExchangeHold;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.exclusion.Exclusions;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;
import org.sneakyklaus.participation.Departures;
import org.sneakyklaus.participation.Guardianship;
import org.sneakyklaus.participation.Membership;
import org.sneakyklaus.participation.Newcomer;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Lets people leave and join after the draw. Changes the receivers of as few givers as the rules allow, first for
 * those who leave, then for each newcomer, see {@link ChangedGroup}. No one learns who is affected or how many; each
 * giver learns only their own change.
 */
@Component
@Transactional
public class DrawAdjuster {

    private static final Logger log = LoggerFactory.getLogger(DrawAdjuster.class);

    private final ExchangeHold exchanges;
    private final ExchangeDraws draws;
    private final Departures departures;
    private final Membership membership;
    private final Guardianship guardianship;
    private final Exclusions exclusions;
    private final Groups groups;
    private final Pairings pairings;
    private final ApplicationEventPublisher events;

    DrawAdjuster(
            ExchangeHold exchanges,
            ExchangeDraws draws,
            Departures departures,
            Membership membership,
            Guardianship guardianship,
            Exclusions exclusions,
            Groups groups,
            Pairings pairings,
            ApplicationEventPublisher events) {
        this.exchanges = exchanges;
        this.draws = draws;
        this.departures = departures;
        this.membership = membership;
        this.guardianship = guardianship;
        this.exclusions = exclusions;
        this.groups = groups;
        this.pairings = pairings;
        this.events = events;
    }

    /**
     * Returns what these changes would lead to, determined from people and rules alone. Changes nothing.
     *
     * @throws RuleViolation if a newcomer cannot join, or nothing would change
     * @throws ConflictException if the exchange is not drawn
     */
    public Verdict preview(long exchangeId, Changes changes) {
        var verdict = Verdict.of(apply(exchangeId, changes).group());
        // The same changes were made, so that no check can differ; now they are rolled back.
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return verdict;
    }

    /**
     * Makes the changes and repairs the pairing.
     *
     * @param shownVersion the version on the page that sent the request, or null if unknown
     * @throws RuleViolation as {@link #preview}, if fewer than 3 people would remain, if the rules allow no
     *     pairing, or if the current pairing cannot be read
     * @throws ConflictException if the exchange is not drawn, or the page is out of date
     */
    public void adjust(long exchangeId, Changes changes, @Nullable Long shownVersion) {
        int drawNumber = draws.adjusted(exchangeId, shownVersion);
        // An adjustment counts as a draw.
        var before = pairings.of(exchangeId, drawNumber - 1);
        var changed = apply(exchangeId, changes);
        var group = changed.group();
        if (group.isTooSmall()) {
            throw RuleViolation.of("mend.tooFew", group.size());
        }
        var adjusted = changed.adjusted(receivers(before), new SecureRandom());
        if (adjusted.result() instanceof Infeasible infeasible) {
            throw RuleViolation.of(
                    "mend.impossible", Obstacle.of(infeasible, group).message());
        }
        pairings.adjust(exchangeId, drawNumber, ((Matched) adjusted.result()).receiverByGiver(), before);
        draws.noteRisk(exchangeId, changed.risk(adjusted.inTurn()));
        events.publishEvent(new DrawEvent.Adjusted(exchangeId, drawNumber, changed.joined()));
        log.info("Exchange {} adjusted: {} participants before, {} now", exchangeId, before.size(), group.size());
    }

    private ChangedGroup apply(long exchangeId, Changes changes) {
        var exchange = exchanges.hold(exchangeId);
        if (exchange.state() != ExchangeState.MATCHED) {
            throw new ConflictException("exchange.conflict." + exchange.state());
        }
        var leaving = new TreeSet<>(changes.leaving());
        leaving.retainAll(groups.of(exchangeId).names().keySet());
        if (leaving.isEmpty() && changes.joining().isEmpty()) {
            throw RuleViolation.of("mend.nothing");
        }
        var newGuardians = new TreeMap<>(changes.newGuardians());
        newGuardians.keySet().retainAll(leaving);
        // Everyone would read that someone who leaves sees what these people drew.
        if (newGuardians.values().stream().anyMatch(leaving::contains)) {
            throw RuleViolation.onField("guardian", "participant.lookedAfter.guardian");
        }
        leaving.removeAll(newGuardians.keySet());
        departures.remove(exchangeId, leaving);
        newGuardians.forEach((guardian, other) -> {
            guardianship.handOver(exchangeId, guardian, other);
            departures.remove(exchangeId, Set.of(guardian));
        });
        var joined = new TreeSet<Long>();
        for (var newcomer : changes.joining()) {
            joined.add(join(exchange, newcomer));
        }
        exclusions.keepApart(exchangeId, joined, changes.notWith());
        return new ChangedGroup(groups.of(exchangeId), joined);
    }

    private long join(ExchangeView exchange, Newcomer newcomer) {
        try {
            return membership.join(exchange, newcomer.profile(), newcomer.email());
        } catch (RuleViolation violation) {
            throw RuleViolation.onField(
                    "people", "mend.people.refused", newcomer.email().value(), violation.message());
        }
    }

    private static Map<Long, Long> receivers(Map<Long, Pairings.Gift> before) {
        return before.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, gift -> gift.getValue().recipient().id()));
    }
}
