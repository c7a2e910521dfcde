package org.sneakyklaus.draw;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.ExchangeDraws;
import org.sneakyklaus.matching.MatchingResult.Circles;
import org.sneakyklaus.matching.MatchingResult.Infeasible;
import org.sneakyklaus.matching.MatchingResult.Matched;
import org.sneakyklaus.participation.Departures;
import org.sneakyklaus.participation.PersonalLinks;
import org.sneakyklaus.support.RuleViolation;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Draws names, draws again, and undoes a draw.
 *
 * <p>Each runs in one transaction that locks the exchange's row, so that of two at once exactly one wins. A refused
 * action changes nothing. Pairs of earlier exchanges of the series are avoided if the rules leave room.
 *
 * <p>{@code shownVersion} is the version on the page that sent the request, or null if unknown. An older one, like a
 * state that allows no draw, is refused with a {@link org.sneakyklaus.support.ConflictException}.
 */
@Component
@Transactional
public class Draw {

    private final ExchangeDraws exchanges;
    private final Groups groups;
    private final Departures departures;
    private final SeriesMemory memory;
    private final Pairings pairings;
    private final PersonalLinks links;
    private final ApplicationEventPublisher events;

    Draw(
            ExchangeDraws exchanges,
            Groups groups,
            Departures departures,
            SeriesMemory memory,
            Pairings pairings,
            PersonalLinks links,
            ApplicationEventPublisher events) {
        this.exchanges = exchanges;
        this.groups = groups;
        this.departures = departures;
        this.memory = memory;
        this.pairings = pairings;
        this.links = links;
        this.events = events;
    }

    /**
     * Draws the names of a closed exchange.
     *
     * @param leaveOut ids of participants to remove first; ids of people who do not take part are ignored
     * @return what the organiser may know of the result: whether it is one circle
     * @throws RuleViolation if fewer than 3 people remain, if the rules allow no pairing, or if the secret key is
     *     missing
     */
    public Circles draw(long exchangeId, Collection<Long> leaveOut, @Nullable Long shownVersion) {
        links.letIn(exchangeId, leaveOut);
        int drawNumber = exchanges.drawn(exchangeId, shownVersion);
        var everybody = groups.of(exchangeId);
        var leaving = new TreeSet<>(leaveOut);
        leaving.retainAll(everybody.names().keySet());
        if (!leaving.isEmpty()) {
            departures.remove(exchangeId, leaving);
            // Also without the people they look after.
            everybody = groups.of(exchangeId);
        }
        var drawn = drawn(exchangeId, everybody);
        pairings.replace(exchangeId, drawNumber, drawn.receiverByGiver());
        links.drawn(exchangeId);
        events.publishEvent(new DrawEvent.Matched(exchangeId, drawNumber));
        return drawn.circles();
    }

    /**
     * Draws a drawn exchange again: every earlier pairing is void.
     *
     * @return as {@link #draw}
     * @throws RuleViolation as {@link #draw}
     */
    public Circles drawAgain(long exchangeId, @Nullable Long shownVersion) {
        int drawNumber = exchanges.drawnAgain(exchangeId, shownVersion);
        var drawn = drawn(exchangeId, groups.of(exchangeId));
        pairings.replace(exchangeId, drawNumber, drawn.receiverByGiver());
        events.publishEvent(new DrawEvent.Redrawn(exchangeId, drawNumber));
        return drawn.circles();
    }

    /** Reverts a drawn exchange to closed and deletes its pairing. */
    public void cancel(long exchangeId, @Nullable Long shownVersion) {
        exchanges.drawCancelled(exchangeId, shownVersion);
        pairings.delete(exchangeId);
    }

    private Matched drawn(long exchangeId, Group group) {
        if (group.isTooSmall()) {
            throw RuleViolation.of("draw.tooFew", group.size());
        }
        var past = memory.pairsAmong(exchangeId, group.names().keySet());
        var result = AvoidingDraw.draw(group.problem(), past, new SecureRandom());
        if (result instanceof Infeasible infeasible) {
            throw RuleViolation.of(
                    "draw.impossible", Obstacle.of(infeasible, group).message());
        }
        exchanges.noteRisk(exchangeId, group.risk());
        return (Matched) result;
    }
}
