package org.sneakyklaus.draw;

import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sneakyklaus.exchange.Activity;
import org.sneakyklaus.exchange.ExchangeDraws;
import org.sneakyklaus.exchange.ExchangeQueries;
import org.sneakyklaus.exchange.ExchangeState;
import org.sneakyklaus.exchange.ExchangeView;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Asks everyone to check who they drew: all alike, whether they have looked or not. */
@Component
@Transactional
public class RevealReminders {

    private final ExchangeDraws draws;
    private final ExchangeQueries exchanges;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RevealReminders(ExchangeDraws draws, ExchangeQueries exchanges, ApplicationEventPublisher events, Clock clock) {
        this.draws = draws;
        this.exchanges = exchanges;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Asks everyone in a drawn exchange, at most once a day in its time zone.
     *
     * @param shownVersion the version on the page that sent the request, or null if unknown
     * @throws org.sneakyklaus.support.ConflictException if it is not drawn, if the page is out of date, or if
     *     everyone was asked today
     */
    public void ask(long exchangeId, @Nullable Long shownVersion) {
        var drawNumber = draws.askedToLook(exchangeId, shownVersion);
        var zone = exchanges.byId(exchangeId).zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        events.publishEvent(new DrawEvent.AskedToLook(exchangeId, drawNumber, today));
    }

    /** Whether {@link #ask} would be accepted now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean mayAsk(ExchangeView exchange, Activity activity) {
        var today = LocalDate.ofInstant(clock.instant(), exchange.zone());
        return exchange.state() == ExchangeState.MATCHED && !activity.askedToLook(today, exchange.zone());
    }
}
