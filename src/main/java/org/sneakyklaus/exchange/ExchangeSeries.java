package org.sneakyklaus.exchange;

import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sneakyklaus.support.ConflictException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Manages series: an exchange and its copies. */
@Component
public class ExchangeSeries {

    private static final Set<ExchangeState> RUNNING =
            EnumSet.of(ExchangeState.REGISTRATION_OPEN, ExchangeState.REGISTRATION_CLOSED, ExchangeState.MATCHED);

    private final ExchangeRepository exchanges;
    private final Clock clock;

    ExchangeSeries(ExchangeRepository exchanges, Clock clock) {
        this.exchanges = exchanges;
        this.clock = clock;
    }

    /** Returns those of these series that have an exchange. */
    @Transactional(readOnly = true)
    public Set<String> withExchange(Collection<String> seriesIds) {
        return exchanges.findSeriesAmong(seriesIds);
    }

    /** Returns whether no other exchange belongs to the series of this one. */
    @Transactional(readOnly = true)
    public boolean isAlone(ExchangeView exchange) {
        return !exchanges.existsBySeriesIdAndIdNot(exchange.seriesId(), exchange.id());
    }

    /** Returns the ids of the exchanges of this series that were created after this one, the oldest first. */
    @Transactional(readOnly = true)
    public List<Long> later(String seriesId, long id) {
        return exchanges.findLaterIds(seriesId, id);
    }

    /** Returns whether an exchange of this series, other than the given one, is open, closed or drawn. */
    @Transactional(readOnly = true)
    public boolean isRunning(String seriesId, long exceptId) {
        return exchanges.existsBySeriesIdAndIdNotAndStateIn(seriesId, exceptId, RUNNING);
    }

    /** Returns whether people of earlier exchanges are invited when this draft opens. */
    @Transactional(readOnly = true)
    public boolean invitesAgain(long id) {
        return exchanges.findById(id).filter(Exchange::isInviteAgain).isPresent();
    }

    /** Notes that people of earlier exchanges are invited. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endInviting(long id) {
        exchanges.held(id).inviteAgain(false);
    }

    /**
     * Returns the series of an exchange before the draw, and locks its row until the transaction ends.
     *
     * @throws ConflictException once it is drawn
     * @throws org.sneakyklaus.support.NotFoundException if there is no such exchange
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String heldBeforeDraw(long id) {
        var exchange = exchanges.held(id);
        exchange.refuseUnlessBeforeDraw();
        return exchange.seriesId();
    }

    /**
     * Makes an exchange before the draw the only one of another series.
     *
     * @throws ConflictException once it is drawn, if others belong to its own series, or any to the other series
     * @throws org.sneakyklaus.support.NotFoundException if there is no such exchange
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
