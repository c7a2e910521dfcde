package org.sneakyklaus.draw;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeSeries;
import org.sneakyklaus.exchange.ExchangeView;
import org.sneakyklaus.participation.NextTime;
import org.sneakyklaus.support.ConflictException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Manages what is remembered of series whose exchanges were all deleted: a new exchange can take one up, or it is
 * forgotten.
 */
@Component
public class OrphanedSeries {

    private static final Logger log = LoggerFactory.getLogger(OrphanedSeries.class);

    private final PastPairs pastPairs;
    private final ExchangeSeries series;
    private final ExchangeQueries exchanges;
    private final NextTime nextTime;

    OrphanedSeries(PastPairs pastPairs, ExchangeSeries series, ExchangeQueries exchanges, NextTime nextTime) {
        this.pastPairs = pastPairs;
        this.series = series;
        this.exchanges = exchanges;
        this.nextTime = nextTime;
    }

    /** What is known of a series: its draws, newest first. */
    public record Orphan(String seriesId, List<Time> times) {}

    /** A draw: when, in the time zone of the exchange that asks, and for how many people. */
    public record Time(ZonedDateTime drawnAt, int people) {}

    /** Returns the series that this exchange could take up, newest first. */
    @Transactional(readOnly = true)
    public List<Orphan> offeredTo(ExchangeView exchange) {
        if (!exchange.state().isBeforeDraw() || pastPairs.hasAny(exchange.seriesId()) || !series.isAlone(exchange)) {
            return List.of();
        }
        var times = new LinkedHashMap<String, List<Time>>();
        pastPairs
                .allTimes()
                .forEach(remembered -> times.computeIfAbsent(remembered.seriesId(), seriesId -> new ArrayList<>())
                        .add(timeOf(remembered, exchange.zone())));
        times.keySet().removeAll(series.withExchange(times.keySet()));
        return times.entrySet().stream()
                .map(entry -> new Orphan(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Time timeOf(PastPairs.Remembered remembered, ZoneId zone) {
        return new Time(remembered.drawnAt().atZone(zone), remembered.people());
    }

    /**
     * Moves an exchange that is alone in its series to another series; its draw then avoids the pairs remembered
     * there. Has no effect if repeated.
     *
     * @throws ConflictException once it is drawn, if its own series has other exchanges or is remembered, or if
     *     the other series has an exchange or is forgotten
     * @throws org.sneakyklaus.support.NotFoundException if there is no such exchange
     */
    @Transactional
    public void takeUp(long exchangeId, String seriesId) {
        // Always locks the exchange first, as when it is completed or rescheduled.
        var own = series.heldBeforeDraw(exchangeId);
        if (!pastPairs.hold(seriesId)) {
            throw new ConflictException("draw.series.gone");
        }
        if (own.equals(seriesId)) {
            return;
        }
        if (pastPairs.hasAny(own)) {
            throw new ConflictException("draw.series.ownKept");
        }
        series.move(exchangeId, seriesId);
        nextTime.moveAll(exchangeId, own, seriesId);
        log.info("Exchange {} moved to a series without exchanges", exchangeId);
    }

    /**
     * Forgets everything about a series, permanently.
     *
     * @param exchangeId the exchange that it was offered to
     * @return whether there was anything
     * @throws ConflictException if an exchange belongs to it
     * @throws org.sneakyklaus.support.NotFoundException if there is no such exchange
     */
    @Transactional
    public boolean forget(long exchangeId, String seriesId) {
        exchanges.byId(exchangeId);
        if (!pastPairs.hold(seriesId)) {
            return false;
        }
        if (!series.withExchange(Set.of(seriesId)).isEmpty()) {
            throw new ConflictException("exchange.series.inUse");
        }
        pastPairs.forgetAll(seriesId);
        log.info("Remembered pairs of a series offered to exchange {} deleted", exchangeId);
        return true;
    }
}
