package org.sneakyklaus.exchange;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sneakyklaus.support.ConflictException;
import org.sneakyklaus.support.SendingSwitch;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The exchange's side of a draw: its state, its count of draws and its history. Only within the transaction that
 * stores or deletes the pairing; the exchange's row is held until that ends. Whatever changes a draw is refused with a
 * {@link ConflictException} while no e-mail is sent that tells of it.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ExchangeDraws {

    private static final Logger log = LoggerFactory.getLogger(ExchangeDraws.class);

    private final ExchangeRepository exchanges;
    private final ExchangeHistory history;
    private final SendingSwitch sending;
    private final Clock clock;

    ExchangeDraws(ExchangeRepository exchanges, ExchangeHistory history, SendingSwitch sending, Clock clock) {
        this.exchanges = exchanges;
        this.history = history;
        this.sending = sending;
        this.clock = clock;
    }

    /**
     * Marks a closed exchange as drawn.
     *
     * @return the number of this draw
     * @throws org.sneakyklaus.support.ConflictException in any other state, or when the page shown is older
     */
    public int drawn(long id, @Nullable Long shownVersion) {
        var exchange = changeable(id, shownVersion);
        exchange.match(clock.instant());
        return told(exchange, ExchangeHistory.Kind.DRAWN);
    }

    /** Marks a drawn exchange as drawn again; returns the number of the new draw. */
    public int drawnAgain(long id, @Nullable Long shownVersion) {
        var exchange = changeable(id, shownVersion);
        exchange.matchAnew(clock.instant());
        return told(exchange, ExchangeHistory.Kind.DRAWN_AGAIN);
    }

    /** Marks the pairing of a drawn exchange as mended; returns the number of the mend, which counts as a draw. */
    public int adjusted(long id, @Nullable Long shownVersion) {
        var exchange = changeable(id, shownVersion);
        exchange.matchAnew(clock.instant());
        return told(exchange, ExchangeHistory.Kind.ADJUSTED);
    }

    /** Notes what the mend just made means for the secret until the next draw. */
    public void noteRisk(long id, AdjustmentRisk risk) {
        history.noteRisk(id, risk);
    }

    /** Takes a drawn exchange back to closed; returns the number of the draw that is void now. */
    public int drawCancelled(long id, @Nullable Long shownVersion) {
        var exchange = changeable(id, shownVersion);
        exchange.cancelMatch(clock.instant());
        return told(exchange, ExchangeHistory.Kind.DRAW_CANCELLED);
    }

    /**
     * Notes that everybody is asked to look whom they give to; returns the number of the present draw.
     *
     * @throws ConflictException when it is not drawn, when the page shown is older, or when they were asked today
     */
    public int askedToLook(long id, @Nullable Long shownVersion) {
        var exchange = exchanges.held(id, shownVersion);
        exchange.refuseUnlessDrawn();
        if (history.askedToLookToday(id, exchange.zone())) {
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
