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
import org.sneakyklaus.support.ConflictException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is remembered of series that no exchange belongs to any more, since all were deleted: a new exchange can take
 * one up, or it is forgotten.
 */
@Component
public class OrphanedSeries {

    private static final Logger log = LoggerFactory.getLogger(OrphanedSeries.class);

    private final PastPairs pastPairs;
    private final ExchangeSeries series;
    private final ExchangeQueries exchanges;

    OrphanedSeries(PastPairs pastPairs, ExchangeSeries series, ExchangeQueries exchanges) {
        this.pastPairs = pastPairs;
        this.series = series;
        this.exchanges = exchanges;
    }

    /** What is known of a series: its times, the newest first. */
    public record Orphan(String seriesId, List<Time> times) {}

    /** When names were drawn, in the time zone of the exchange that asks, and for how many people. */
    public record Time(ZonedDateTime drawnAt, int people) {}

    /** Those that this exchange could take up, the newest first. */
    @Transactional(readOnly = true)
    public List<Orphan> offeredTo(ExchangeView exchange) {
        if (!exchange.state().isBeforeDraw() || pastPairs.hasAny(exchange.seriesId()) || !series.isAlone(exchange)) {
            return List.of();
        }
        var times = new LinkedHashMap<String, List<Time>>();
        pastPairs
                .allTimes()
                .forEach(
                        remembered -> times.computeIfAbsent(remembered.time().seriesId(), seriesId -> new ArrayList<>())
                                .add(timeOf(remembered, exchange.zone())));
        times.keySet().removeAll(series.withExchange(times.keySet()));
        return times.entrySet().stream()
                .map(entry -> new Orphan(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Time timeOf(PastPairs.Remembered remembered, ZoneId zone) {
        return new Time(remembered.time().drawnAt().atZone(zone), remembered.people());
    }

    /**
     * Makes an exchange that is alone in its series the next one of another: its draw avoids what is remembered of
     * that. Once more changes nothing.
     *
     * @throws ConflictException once it is drawn, when its own series has other exchanges or is remembered, or when the
     *     other series has an exchange or is forgotten
     * @throws org.sneakyklaus.support.NotFoundException when there is no such exchange
     */
    @Transactional
    public void takeUp(long exchangeId, String seriesId) {
        // Always the exchange first, as when it is completed or postponed.
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
        log.info("Exchange {} takes up a series that had no exchange any more", exchangeId);
    }

    /**
     * Forgets everything of a series, for good.
     *
     * @param exchangeId the exchange that it was offered to
     * @return whether there was anything
     * @throws ConflictException when an exchange belongs to it
     * @throws org.sneakyklaus.support.NotFoundException when there is no such exchange
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
        log.info("The remembered pairs of a series offered to exchange {} were forgotten", exchangeId);
        return true;
    }
}
