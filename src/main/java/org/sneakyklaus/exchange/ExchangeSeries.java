package org.sneakyklaus.exchange;

import java.time.Clock;
import java.util.Collection;
import java.util.Set;
import org.sneakyklaus.support.ConflictException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The series of exchanges that are the same one at several times: an exchange and its copies. */
@Component
public class ExchangeSeries {

    private final ExchangeRepository exchanges;
    private final Clock clock;

    ExchangeSeries(ExchangeRepository exchanges, Clock clock) {
        this.exchanges = exchanges;
        this.clock = clock;
    }

    /** Those of these series that an exchange belongs to. */
    @Transactional(readOnly = true)
    public Set<String> withExchange(Collection<String> seriesIds) {
        return exchanges.findSeriesAmong(seriesIds);
    }

    /** Whether no other exchange belongs to the series of this one. */
    @Transactional(readOnly = true)
    public boolean isAlone(ExchangeView exchange) {
        return !exchanges.existsBySeriesIdAndIdNot(exchange.seriesId(), exchange.id());
    }

    /**
     * The series of an exchange that is not drawn yet, whose row is held until the transaction ends.
     *
     * @throws ConflictException once it is drawn
     * @throws org.sneakyklaus.support.NotFoundException when there is no such exchange
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String heldBeforeDraw(long id) {
        var exchange = exchanges.held(id);
        exchange.refuseUnlessBeforeDraw();
        return exchange.seriesId();
    }

    /**
     * Makes an exchange that is not drawn yet the only one of another series.
     *
     * @throws ConflictException once it is drawn, when others belong to its own series, or one to the other series
     * @throws org.sneakyklaus.support.NotFoundException when there is no such exchange
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(long id, String seriesId) {
        if (exchanges.existsBySeriesIdAndIdNot(heldBeforeDraw(id), id)) {
            throw new ConflictException("exchange.series.notAlone");
        }
        if (exchanges.existsBySeriesId(seriesId)) {
            throw new ConflictException("exchange.series.inUse");
        }
        exchanges.held(id).join(seriesId, clock.instant());
    }
}
