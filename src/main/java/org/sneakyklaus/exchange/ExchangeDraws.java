package org.sneakyklaus.exchange;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.SendingSwitch;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Updates an exchange for a draw: its state, its count of draws and its history. Call only within the transaction that
 * stores or deletes the pairings; the exchange's row stays locked until that ends. Throws {@link ConflictException} for
 * any change to a draw while the admin has turned off sending emails.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ExchangeDraws {

    private static final Logger log = LoggerFactory.getLogger(ExchangeDraws.class);

    private final ExchangeRepository exchanges;
    private final ExchangeHistory history;
    private final SendingSwitch sending;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExchangeDraws(
            ExchangeRepository exchanges,
            ExchangeHistory history,
            SendingSwitch sending,
            ApplicationEventPublisher events,
            Clock clock) {
        this.exchanges = exchanges;
        this.history = history;
        this.sending = sending;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Marks a closed exchange as drawn.
     *
     * @return the number of this draw
     * @throws org.sneakyklaus.support.ConflictException in any other state, or if the page shown is older
     */
    public int drawn(long id, @Nullable Long shownVersion) {
        var exchange = changeable(id, shownVersion);
        exchange.match(clock.instant());
        return told(exchange, ExchangeHistory.Kind.DRAWN);
    }

    /**
     * Marks a drawn exchange as drawn again.
     *
     * @return the number of the new draw
     */
    public int drawnAgain(long id, @Nullable Long shownVersion) {
        var exchange = changeable(id, shownVersion);
        exchange.matchAnew(clock.instant());
        return told(exchange, ExchangeHistory.Kind.DRAWN_AGAIN);
    }

    /**
     * Marks a drawn exchange as adjusted.
     *
     * @return the number of the adjustment, which counts as a draw
     */
    public int adjusted(long id, @Nullable Long shownVersion) {
        var exchange = changeable(id, shownVersion);
        exchange.matchAnew(clock.instant());
        return told(exchange, ExchangeHistory.Kind.ADJUSTED);
    }

    /** Records the risk of the draw or adjustment just made, until the next draw. */
    public void noteRisk(long id, AdjustmentRisk risk) {
        history.noteRisk(id, risk);
    }

    /** Moves a drawn exchange back to closed. */
    public void drawCancelled(long id, @Nullable Long shownVersion) {
        var exchange = changeable(id, shownVersion);
        exchange.cancelMatch(clock.instant());
        int drawNumber = told(exchange, ExchangeHistory.Kind.DRAW_CANCELLED);
        events.publishEvent(new ExchangeEvent.DrawUndone(id, drawNumber));
    }

    /**
     * Records that all participants are asked to check who they drew.
     *
     * @return the number of the current draw
     * @throws ConflictException if it is not drawn, if the page shown is older, or if they were asked today
     */
    public int askedToLook(long id, @Nullable Long shownVersion) {
        var exchange = exchanges.held(id, shownVersion);
        exchange.refuseUnlessDrawn();
        if (history.of(id).askedToLook(LocalDate.ofInstant(clock.instant(), exchange.zone()), exchange.zone())) {
            throw new ConflictException("draw.look.asked");
        }
        return told(exchange, ExchangeHistory.Kind.ASKED_TO_LOOK);
    }

    private Exchange changeable(long id, @Nullable Long shownVersion) {
        sending.refuseWhileOff();
        return exchanges.held(id, shownVersion);
    }

    private int told(Exchange exchange, ExchangeHistory.Kind kind) {
        history.record(exchange.id(), kind);
        log.info("Exchange {}: {}, number {}", exchange.id(), kind, exchange.drawNumber());
        return exchange.drawNumber();
    }
}
